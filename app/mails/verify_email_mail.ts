import { urlFor } from '@adonisjs/core/services/url_builder'
import type User from '#models/user'
import { describeAccount } from '#mails/account_facts'
import { knownClientName } from '#languages/client_name'
import { AccountMail } from '#mails/account_mail'

/** To an address that is to be confirmed: that of a new account, or one that an account wants to change to. */
export default class VerifyEmailMail extends AccountMail {
  readonly kind = 'verify_email'
  protected readonly isLimited = true

  constructor(
    user: User,
    private email: string,
    private token: string
  ) {
    super(user, email)
  }

  protected words() {
    const { registeredWith } = this.user
    return { madeWith: registeredWith && knownClientName(registeredWith, this.i18n) }
  }

  protected facts() {
    const isChange = this.email !== this.user.email
    const link = this.link(urlFor('email_verifications.edit', { token: this.token }))
    return { ...describeAccount(this.user, this.moment), email: this.email, isChange, link }
  }
}
