import { args, flags } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

export default class WebhookCreate extends Command {
  static commandName = 'webhook:create'
  static description = 'Send events to a URL; prints the secret once'
  static help = [
    '```',
    '{{ binaryName }} webhook:create https://example.org/gatehouse',
    '{{ binaryName }} webhook:create https://example.org/gatehouse --kinds=file_added --kinds=file_deleted',
    '```',
  ]

  @args.string({ description: 'An https URL' })
  declare url: string

  @flags.array({ description: 'Kinds of events; all if none is given' })
  declare kinds?: string[]

  protected async perform() {
    const { makeWebhook } = await import('#webhooks/manage')
    const { webhookValidator } = await import('#validators/webhooks/webhook')
    const { url, kinds } = this
    const { webhook, secret } = await makeWebhook(await webhookValidator.validate({ url, kinds }))
    this.logger.log(secret)
    return `Events are now sent to ${webhook.host} (${webhook.id}). The secret is printed above.`
  }
}
