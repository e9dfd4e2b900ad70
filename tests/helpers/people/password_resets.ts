import { postJson, send } from '#tests/helpers/clients/http'
import { linkIn } from '#tests/helpers/people/mailbox'
import { OTHER_PASSWORD } from '#tests/helpers/people/users'

export const forget = (email: string) => postJson('/api/v1/password-resets', { email })

export const reset = (token: string, password = OTHER_PASSWORD) =>
  send('PUT', '/api/v1/password-resets', { json: { token, password } })

/** The link that a request for an address brings. */
export async function linkFor(email: string) {
  await forget(email)
  return linkIn(email, 'reset_password')
}

export const signInWith = (login: string, password: string) =>
  postJson('/api/v1/tokens', { login, password })
