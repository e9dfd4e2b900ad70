import { urlFor } from '@adonisjs/core/services/url_builder'
import type User from '#models/user'
import { describeAccount } from '#mails/account_facts'
import { knownClientName } from '#languages/client_name'
import { AccountMail } from '#mails/account_mail'

/** The link for a forgotten password. */
export default class ResetPasswordMail extends AccountMail {
  readonly kind = 'reset_password'
  protected readonly isLimited = true

  constructor(
    user: User,
    private token: string
  ) {
    super(user)
  }

  protected words() {
    const { registeredWith } = this.user
    return { madeWith: registeredWith && knownClientName(registeredWith, this.i18n) }
  }

  protected facts() {
    const isClaimed = this.user.emailClaimedAt !== null
    const link = this.link(urlFor('password_resets.edit', { token: this.token }))
    return { ...describeAccount(this.user, this.moment), isClaimed, link }
  }
}
