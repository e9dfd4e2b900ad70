import { args } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

export default class BulkStop extends Command {
  static commandName = 'bulk:stop'
  static description = 'Stop a bulk action; what has been done is not undone'

  @args.string({ description: 'The id that bulk:list shows' })
  declare id: string

  protected async perform() {
    const { default: BulkAction } = await import('#models/people/bulk_action')
    const action = await this.byId(this.id, 'bulk:list', (id) => BulkAction.findOrRefuse(id))
    await action.stop()
    return 'Stopped. What has been done is not undone.'
  }
}
