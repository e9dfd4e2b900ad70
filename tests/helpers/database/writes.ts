import { signInApp } from '#tests/helpers/clients/sign_in'
import type { SendOptions } from '#tests/helpers/clients/http'
import { linkIn } from '#tests/helpers/people/mailbox'
import { linkFor } from '#tests/helpers/people/password_resets'
import {
  createUser,
  OTHER_PASSWORD,
  PASSWORD,
  registration,
  uniqueName,
} from '#tests/helpers/people/users'

type Request = Omit<SendOptions, 'origin'> & { token?: string }

export type Attempt = { method: string; path: string; options?: Request }

/** A write: the table in which its commit fails, and what is sent, once all that it needs is there. */
export type Write = { write: string; table: string; prepare: () => Promise<Attempt> }

export const attempt = (method: string, path: string, options: Request = {}): Attempt => ({
  method,
  path: `/api/v1${path}`,
  options,
})

/** By somebody who is signed in. */
async function signedIn(method: string, path: string, json?: unknown) {
  const { pair } = await signInApp()
  return attempt(method, path, { json, token: pair.accessToken })
}

/** Of accounts, and of whoever signs in to them. */
export const ACCOUNT_WRITES: Write[] = [
  {
    write: 'a registration',
    table: 'users',
    prepare: async () => attempt('POST', '/users', { json: registration() }),
  },
  {
    write: 'a sign-in',
    table: 'sign_ins',
    async prepare() {
      const { username: login } = await createUser()
      return attempt('POST', '/tokens', { json: { login, password: PASSWORD } })
    },
  },
  {
    write: 'a refresh',
    table: 'access_tokens',
    async prepare() {
      const { refreshToken } = (await signInApp()).pair
      return attempt('POST', '/tokens/refresh', { json: { refreshToken } })
    },
  },
  {
    write: 'a change of password',
    table: 'users',
    prepare: () => signedIn('PUT', '/me/password', { password: OTHER_PASSWORD }),
  },
  {
    write: 'a change of username',
    table: 'users',
    prepare: () => signedIn('PATCH', '/me', { username: uniqueName() }),
  },
  {
    write: 'a change of address',
    table: 'email_verifications',
    prepare: () => signedIn('PATCH', '/me', { email: `${uniqueName()}@example.org` }),
  },
  {
    write: 'a request for another link to confirm the address',
    table: 'email_verifications',
    prepare: () => signedIn('POST', '/email-verifications'),
  },
  {
    write: 'a confirmation of the address',
    table: 'users',
    async prepare() {
      const { token } = await linkIn((await createUser()).email, 'verify_email')
      return attempt('PUT', '/email-verifications', { json: { token } })
    },
  },
  {
    write: 'a forgotten password',
    table: 'password_resets',
    async prepare() {
      const { email } = await createUser()
      return attempt('POST', '/password-resets', { json: { email } })
    },
  },
  {
    write: 'a reset of the password',
    table: 'users',
    async prepare() {
      const { token } = await linkFor((await createUser()).email)
      return attempt('PUT', '/password-resets', { json: { token, password: OTHER_PASSWORD } })
    },
  },
  {
    write: 'a deletion of the account',
    table: 'users',
    prepare: () => signedIn('DELETE', '/me', {}),
  },
  {
    write: 'an end of the other sign-ins',
    table: 'sign_ins',
    async prepare() {
      const person = await createUser()
      await signInApp(person)
      const { pair } = await signInApp(person)
      return attempt('DELETE', '/sign-ins', { token: pair.accessToken })
    },
  },
  {
    write: 'signing out',
    table: 'sign_ins',
    prepare: () => signedIn('DELETE', '/sign-ins/current'),
  },
  {
    write: 'a personal token',
    table: 'personal_tokens',
    prepare: () => signedIn('POST', '/personal-tokens', { name: 'backup', scopes: ['files:read'] }),
  },
]
