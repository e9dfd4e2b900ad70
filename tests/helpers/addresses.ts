import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { send } from '#tests/helpers/clients/http'
import { linkIn } from '#tests/helpers/people/mailbox'
import { createUser, type Person } from '#tests/helpers/people/users'

export type Client = Pick<App, 'api' | 'get'> & { person: Person }

/** Follows the link in the mail that asks somebody to confirm an address, where they are signed in. */
export async function confirmAddress(client: Client, email = client.person.email) {
  const { token } = await linkIn(email, 'verify_email')
  const answer = await client.api('PUT', '/api/v1/email-verifications', { token })
  if (answer.status !== 204) throw new Error(`Could not confirm ${email}: ${answer.text}`)
}

/** The same where nobody is signed in. */
export async function confirmElsewhere(email: string) {
  const { token } = await linkIn(email, 'verify_email')
  return send('PUT', '/api/v1/email-verifications', { json: { token } })
}

/** Somebody whose address is confirmed, and who is signed in nowhere. */
export async function createVerifiedUser(names: Partial<Person> = {}) {
  const app = await signInApp(await createUser(names))
  await confirmAddress(app)
  await app.api('DELETE', '/api/v1/sign-ins/current')
  return app.person
}
