import { args } from '@adonisjs/core/ace'
import { Command, CommandFailure } from '../_command.js'

export default class WebhookRemove extends Command {
  static commandName = 'webhook:remove'
  static description = 'Remove a webhook'

  @args.string({ description: 'The id that webhook:list shows' })
  declare id: string

  protected async perform() {
    const { uuid } = await import('#words/ids/uuid')
    const { removeWebhook } = await import('#webhooks/manage')
    if (!uuid.match.test(this.id)) throw new CommandFailure('Give the id that webhook:list shows.')
    const { host } = await removeWebhook(this.id)
    return `The webhook to ${host} is removed.`
  }
}
