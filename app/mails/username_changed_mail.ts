import { urlFor } from '@adonisjs/core/services/url_builder'
import { AccountMail } from '#mails/account_mail'
import type User from '#models/user'

/** After a change of username. */
export default class UsernameChangedMail extends AccountMail {
  readonly kind = 'username_changed'

  constructor(
    user: User,
    private change: { oldUsername: string }
  ) {
    super(user)
  }

  protected words() {
    return this.change
  }

  protected facts() {
    return { link: this.link(urlFor('password_resets.create')) }
  }
}
