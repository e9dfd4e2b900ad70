import { AccountMail } from '#mails/account_mail'

/** To the address that still stands, when another is to take its place. */
export default class EmailChangeRequestedMail extends AccountMail {
  readonly kind = 'email_change_requested'
  subject = 'A new e-mail address for your account'

  protected facts() {
    return { newEmail: this.user.pendingEmail, link: this.link('/account') }
  }
}
