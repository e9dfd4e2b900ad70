import { AccountMail } from '#mails/account_mail'
import { pointInTime } from '#words/point_in_time'

/** Why, in the words of whoever decided it, and until when. */
export default class AccountSuspendedMail extends AccountMail {
  readonly kind = 'account_suspended'
  protected readonly isLimited = true

  protected facts() {
    const { reason, until } = this.user.suspension
    return { reason, until: until ? pointInTime(until, this.i18n) : 'none' }
  }
}
