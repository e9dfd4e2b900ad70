import { padColumns } from '../_columns.js'
import { Command } from '../_command.js'

const HEAD = ['id', 'what', 'state', 'done', 'of', 'begun']

/** Of them, the newest. */
const SHOWN = 20

export default class BulkList extends Command {
  static commandName = 'bulk:list'
  static description = 'Show what is done about many people at once, and how far it is'

  protected async perform() {
    const { default: BulkAction } = await import('#models/people/bulk_action')
    const actions = await BulkAction.list(1, SHOWN)
    const rows = actions.all().map(({ id, kind, state, done, found, createdAt }) => {
      const begun = createdAt.toUTC().toFormat(`yyyy-LL-dd HH:mm 'UTC'`)
      return [id, kind, state, String(done), String(found ?? '?'), begun]
    })
    for (const cells of padColumns([HEAD, ...rows])) this.logger.log(cells.join('  ').trimEnd())
  }
}
