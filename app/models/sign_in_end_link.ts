import { hashSecret, isWellFormedSecret } from '#secrets/secrets'
import { SignInEndLinkSchema } from '#database/schema'

/** The link in an email about a new sign-in. It lives as long as the sign-in, and ends it. */
export default class SignInEndLink extends SignInEndLinkSchema {
  static async findByToken(token: string) {
    if (!isWellFormedSecret('endSignIn', token)) return null
    return this.findBy('tokenHash', hashSecret(token))
  }
}
