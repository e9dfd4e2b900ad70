import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { linkIn } from '#tests/helpers/people/mailbox'
import { shared, signInOwner } from '#tests/helpers/files/sharing'
import { createUser, uniqueName, type UserBody } from '#tests/helpers/people/users'

export const newAddress = () => `${uniqueName()}@example.org`

export const VERIFICATIONS = '/api/v1/email-verifications'

/** The account as its owner reads it. */
export const me = async (app: Pick<App, 'get'>) => (await app.get('/api/v1/me')).data<UserBody>()

/** Asks for another link that confirms the address. */
export const resend = (app: Pick<App, 'api'>) => app.api('POST', VERIFICATIONS)

/** A stranger's account with a person's address, to which a file waits to be shared. */
export async function squat() {
  const { owner, file } = await signInOwner()
  const email = newAddress()
  await shared(owner, file, { with: email })
  return { owner, file, email, stranger: await signInApp(await createUser({ email })) }
}

export type Squat = Awaited<ReturnType<typeof squat>>

/** The link that confirms it, which was mailed there. */
export const linkTo = async ({ email }: Pick<Squat, 'email'>) => linkIn(email, 'verify_email')
