import { hashSecret, isWellFormedSecret } from '#secrets/secrets'
import { logSecurity } from '#logs/security_log'
import { SignInEndLinkSchema } from '#database/schema'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import SignIn from '#models/sign_in'

/** The link in a mail about a new sign-in. It lives as long as the sign-in, and ends it. */
export default class SignInEndLink extends SignInEndLinkSchema {
  static table = 'sign_in_end_links'

  /** The sign-in that the link would end, or null. Changes nothing. */
  static async findSignIn(token: string) {
    const link = await this.#findByToken(token)
    return link && SignIn.find(link.signInId)
  }

  static async #findByToken(token: string) {
    if (!isWellFormedSecret('endSignIn', token)) return null
    return this.findBy('tokenHash', hashSecret(token))
  }

  /**
   * Ends the sign-in, and with it this link. Its device is forgotten, so that its next sign-in is told again.
   * @throws Problem validation_failed where the sign-in has ended already
   */
  static async redeem(token: string) {
    const link = await this.#findByToken(token)
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
      logSecurity('signed_out', { userId: ended.user_id, signInId: link.signInId }, trx)
    })
  }
}
