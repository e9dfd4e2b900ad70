import { AccountMail } from '#mails/account_mail'
import { retention } from '#config/service/retention'

export default class AccountDeletedMail extends AccountMail {
  readonly kind = 'account_deleted'

  protected facts() {
    return { days: retention.deletedAccounts }
  }
}
