import type User from '#models/user'
import { AccountMail } from '#mails/account_mail'

/** To the old address, once the new one has replaced it. */
export default class EmailChangedMail extends AccountMail {
  readonly kind = 'email_changed'

  constructor(
    user: User,
    private change: { newEmail: string }
  ) {
    super(user)
  }

  protected words() {
    return this.change
  }
}
