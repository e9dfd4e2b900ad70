import { Command } from '../_command.js'

const HEAD = ['id', 'state', 'failing since', 'events', 'address']

export default class WebhookList extends Command {
  static commandName = 'webhook:list'
  static description = 'List webhooks and their state'

  protected async perform() {
    const { listWebhooks } = await import('#webhooks/list')
    const listed = await listWebhooks()
    const rows = listed.map((webhook) => [
      webhook.id,
      webhook.isActive ? 'active' : `off: ${webhook.disabledBecause}`,
      webhook.failingSince?.toUTC().toISO() ?? '',
      webhook.kinds.join(' ') || 'all',
      webhook.url,
    ])
    if (!rows.length) return 'There are no webhooks.'
    this.printTable([HEAD, ...rows])
  }
}
