import { urlFor } from '@adonisjs/core/services/url_builder'
import { AccountMail } from '#mails/account_mail'

/** To the current address, when another is about to replace it. */
export default class EmailChangeRequestedMail extends AccountMail {
  readonly kind = 'email_change_requested'

  protected words() {
    return { newEmail: this.user.pendingEmail }
  }

  protected facts() {
    return { link: this.link(urlFor('account.show')) }
  }
}
