import { record } from '#activity/record'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import SignIn from '#models/sign_in'
import SignInEndLink from '#models/sign_in_end_link'

/** The sign-in that the link in an email would end, or null. Changes nothing. */
export async function findSignInByLink(token: string) {
  const link = await SignInEndLink.findByToken(token)
  return link && SignIn.find(link.signInId)
}

/**
 * Ends the sign-in, and with it the link. Its device is forgotten, so that its next sign-in is reported again.
 * @throws Problem validation_failed if the sign-in has ended already
 */
export async function endByLink(token: string) {
  const link = await SignInEndLink.findByToken(token)
  if (!link) throw problems.deadLink()

  await transaction(async (trx) => {
    const [ended]: { user_id: number }[] = await trx
      .from('sign_ins')
      .where('id', link.signInId)
      .delete()
      .returning('user_id')
    if (!ended) throw problems.deadLink()
    const device = { user_id: ended.user_id, key_hash: link.deviceKeyHash }
    await trx.from('known_devices').where(device).delete()
    await record('signed_out', { userId: ended.user_id, signInId: link.signInId }, trx)
  })
}
