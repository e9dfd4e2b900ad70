import { goOnWith } from '../_columns.js'
import { Command } from '../_command.js'
import { paged } from '../administration/_paged.js'

const HEAD = ['id', 'state', 'failing since', 'events', 'address']

export default class WebhookList extends paged(Command) {
  static commandName = 'webhook:list'
  static description = 'List webhooks and their state'

  protected async perform() {
    const { pageOf } = await import('#http/lists/page_of')
    const { default: Transformer } = await import('#transformers/webhooks/webhook_transformer')
    const { listValidator } = await import('#validators/page')
    const { listWebhooks } = await import('#webhooks/list')
    const wish = await listValidator.validate(this.typedPage)
    const { rows: webhooks, meta } = await pageOf(listWebhooks(), { by: 'created_at' }, wish)
    const data = webhooks.map((webhook) => new Transformer(webhook).toObject())
    if (this.json) return this.printJson({ data, meta })

    const rows = webhooks.map((webhook) => [
      webhook.id,
      webhook.isActive ? 'active' : `off: ${webhook.disabledBecause}`,
      webhook.failingSince?.toUTC().toISO() ?? '',
      webhook.kinds.join(' ') || 'all',
      webhook.url,
    ])
    if (!rows.length) return 'There are no webhooks.'
    this.printTable([HEAD, ...rows])
    return goOnWith(meta)
  }
}
