import type User from '#models/user'
import { AccountMail } from '#mails/account_mail'

/** The link for a forgotten password. */
export default class ResetPasswordMail extends AccountMail {
  readonly kind = 'reset_password'
  subject = 'Choose a new password'

  constructor(
    user: User,
    private token: string
  ) {
    super(user)
  }

  protected facts() {
    return { link: this.link(`/reset-password/${this.token}`) }
  }
}
