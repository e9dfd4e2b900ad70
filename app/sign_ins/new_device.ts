import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { generateSecret, hashSecret } from '#secrets/secrets'
import NewSignInMail from '#mails/new_sign_in_mail'
import KnownDevice from '#models/known_device'
import SignInEndLink from '#models/sign_in_end_link'
import type SignIn from '#models/sign_in'
import type User from '#models/user'

/** Remembers the device, and notifies the owner if it is new. Of two simultaneous sign-ins, one counts as new. */
export async function greetDevice(
  signIn: SignIn,
  user: User,
  deviceKey: string,
  trx: TransactionClientContract
) {
  const remembered = await KnownDevice.remember(user, deviceKey, trx)
  if (!remembered.is_new || (!remembered.has_others && remembered.has_just_registered)) return

  const token = generateSecret('endSignIn')
  await SignInEndLink.create(
    {
      signInId: signIn.id,
      tokenHash: hashSecret(token),
      deviceKeyHash: KnownDevice.keyHash(user, deviceKey),
    },
    { client: trx }
  )
  await new NewSignInMail(user, signIn, token).queue(trx)
}
