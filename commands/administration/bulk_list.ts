import { goOnWith } from '../_columns.js'
import { Command } from '../_command.js'
import { paged } from './_paged.js'

const HEAD = ['id', 'action', 'state', 'done', 'of', 'skipped', 'started']

export default class BulkList extends paged(Command) {
  static commandName = 'bulk:list'
  static description = 'List bulk actions and their progress'

  protected async perform() {
    const { default: BulkAction } = await import('#models/people/bulk_action')
    const { newestFirst } = await import('#http/lists/page_of')
    const { default: Transformer } = await import('#transformers/bulk_action_transformer')
    const { listValidator } = await import('#validators/page')
    const wish = await listValidator.validate(this.typedPage)
    const { rows: actions, meta } = await newestFirst(BulkAction.query(), wish)
    const data = actions.map((action) => new Transformer(action).toObject())
    if (this.json) return this.printJson({ data, meta })

    const rows = actions.map(({ id, kind, state, done, found, passedOver, createdAt }) => {
      const started = createdAt.toUTC().toFormat(`yyyy-LL-dd HH:mm 'UTC'`)
      return [id, kind, state, String(done), String(found ?? '?'), String(passedOver), started]
    })
    this.printTable([HEAD, ...rows])
    return goOnWith(meta)
  }
}
