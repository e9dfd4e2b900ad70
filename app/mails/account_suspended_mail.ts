import { AccountMail } from '#mails/account_mail'

/** Why, in the words of whoever decided it, and until when. */
export default class AccountSuspendedMail extends AccountMail {
  readonly kind = 'account_suspended'
  protected readonly isLimited = true

  protected facts() {
    const { reason, until } = this.user.suspension
    return { reason, until: until ? this.moment(until) : 'none' }
  }
}
