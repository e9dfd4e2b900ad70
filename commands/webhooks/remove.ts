import { args } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

export default class WebhookRemove extends Command {
  static commandName = 'webhook:remove'
  static description = 'Remove a webhook'

  @args.string({ description: 'The id that webhook:list shows' })
  declare id: string

  protected async perform() {
    const { removeWebhook } = await import('#webhooks/manage')
    const { host } = await this.byId(this.id, 'webhook:list', removeWebhook)
    return `The webhook to ${host} is removed.`
  }
}
