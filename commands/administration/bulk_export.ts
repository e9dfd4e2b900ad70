import { args } from '@adonisjs/core/ace'
import { counted } from '#words/counted'
import { Command } from '../_command.js'
import { writeNewFile } from '../exports/_new_file.js'

export default class BulkExport extends Command {
  static commandName = 'bulk:export'
  static description = 'Write a finished export of people to a file'

  @args.string({ description: 'The id that bulk:list shows' })
  declare id: string

  @args.string({ description: 'File to create; it must not exist yet' })
  declare file: string

  protected async perform() {
    const { default: BulkAction } = await import('#models/people/bulk_action')
    const { openExport } = await import('#people/bulk/export')
    const action = await this.byId(this.id, 'bulk:list', (id) => BulkAction.findOrRefuse(id))
    const none = 'That is no finished export, or it has been deleted meanwhile. See bulk:list.'
    const { stream } = await this.foundOr(none, openExport(action))
    await writeNewFile(this.file, stream)
    return `${counted(action.done, 'person', 'people')} written to ${this.file}.`
  }
}
