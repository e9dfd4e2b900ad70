import { Command } from '../_command.js'

export default class BulkRun extends Command {
  static commandName = 'bulk:run'
  static description = 'Go on with what is to be done about many people, as a server does'

  protected async perform() {
    const { workOnBulkActions } = await import('#people/bulk/work')
    await workOnBulkActions()
    return 'Nothing is left to do. See bulk:list.'
  }
}
