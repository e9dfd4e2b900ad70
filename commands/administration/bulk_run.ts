import { Command } from '../_command.js'

export default class BulkRun extends Command {
  static commandName = 'bulk:run'
  static description = 'Run waiting and interrupted bulk actions, as a server does'

  protected async perform() {
    const { workOnBulkActions } = await import('#people/bulk/work')
    await workOnBulkActions()
    return 'No bulk actions left to run. See bulk:list.'
  }
}
