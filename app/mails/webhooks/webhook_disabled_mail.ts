import { urlFor } from '@adonisjs/core/services/url_builder'
import type User from '#models/user'
import { AccountMail } from '#mails/account_mail'

/** To the super user: nobody checks a page every day. */
export default class WebhookDisabledMail extends AccountMail {
  readonly kind = 'webhook_disabled'
  protected readonly isLimited = true

  constructor(
    user: User,
    private webhook: { id: string; host: string }
  ) {
    super(user)
  }

  protected facts() {
    return { url: this.link(urlFor('admin.webhooks.show', { id: this.webhook.id })) }
  }

  protected words() {
    return { host: this.webhook.host }
  }
}
