import { args } from '@adonisjs/core/ace'
import { Command, CommandFailure } from '../_command.js'

export default class WebhookRemove extends Command {
  static commandName = 'webhook:remove'
  static description = 'Send nothing there any more'

  @args.string({ description: 'Id, as webhook:list tells it' })
  declare id: string

  protected async perform() {
    const { uuid } = await import('#words/ids/uuid')
    const { removeWebhook } = await import('#webhooks/manage')
    if (!uuid.match.test(this.id))
      throw new CommandFailure('Name the id, as webhook:list tells it.')
    const { host } = await removeWebhook(this.id)
    return `Nothing is sent to ${host} any more.`
  }
}
