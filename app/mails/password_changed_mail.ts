import { urlFor } from '@adonisjs/core/services/url_builder'
import { AccountMail } from '#mails/account_mail'

/** After a change of password, and after a reset. */
export default class PasswordChangedMail extends AccountMail {
  readonly kind = 'password_changed'

  protected facts() {
    return { link: this.link(urlFor('password_resets.create')) }
  }
}
