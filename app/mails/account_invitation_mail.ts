import { urlFor } from '@adonisjs/core/services/url_builder'
import { AccountMail } from '#mails/account_mail'
import type User from '#models/user'

/** To somebody for whom the super user has created an account. */
export default class AccountInvitationMail extends AccountMail {
  readonly kind = 'account_invitation'
  protected readonly isLimited = true

  constructor(
    user: User,
    private token: string
  ) {
    super(user)
  }

  protected facts() {
    return { link: this.link(urlFor('password_resets.edit', { token: this.token })) }
  }
}
