import { AccountMail } from '#mails/account_mail'

/** Says why, in the words of the person who decided it, and until when. */
export default class AccountSuspendedMail extends AccountMail {
  readonly kind = 'account_suspended'
  protected readonly isLimited = true

  protected facts() {
    const { reason, until } = this.user.suspension
    return { reason, until: until ? this.moment(until) : 'none' }
  }
}
