import { urlFor } from '@adonisjs/core/services/url_builder'
import { AccountMail } from '#mails/account_mail'
import type SignIn from '#models/sign_in'
import type User from '#models/user'
import { nameOfSignIn } from '#languages/client_name'

/** When somebody signs in from a new browser or device (ASVS 6.3.5). */
export default class NewSignInMail extends AccountMail {
  readonly kind = 'new_sign_in'

  constructor(
    user: User,
    private signIn: SignIn,
    private token: string
  ) {
    super(user)
  }

  protected words() {
    return { device: nameOfSignIn(this.signIn, this.i18n) }
  }

  protected facts() {
    const { kind, ipAddress, createdAt } = this.signIn
    return {
      kind,
      ipAddress,
      when: this.moment(createdAt),
      link: this.link(urlFor('ended_sign_ins.create', { token: this.token })),
    }
  }
}
