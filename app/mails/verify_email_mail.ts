import type User from '#models/user'
import { AccountMail } from '#mails/account_mail'

/** To an address that is to be confirmed: a new account's, or the one that an account is to move to. */
export default class VerifyEmailMail extends AccountMail {
  readonly kind = 'verify_email'
  subject = 'Confirm your e-mail address'

  constructor(
    user: User,
    private email: string,
    private token: string
  ) {
    super(user, email)
  }

  protected facts() {
    const isChange = this.email !== this.user.email
    return { email: this.email, isChange, link: this.link(`/verify-email/${this.token}`) }
  }
}
