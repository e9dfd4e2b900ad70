import { BaseSchema } from '@adonisjs/lucid/schema'

/** What the super user looks for among the events of everybody: a time, and an address. */
export default class extends BaseSchema {
  protected tableName = 'events'

  async up() {
    this.schema.raw('create index events_occurred_at_index on events (occurred_at, id)')
    this.schema.raw(
      'create index events_ip_address_index on events (ip_address, id) where ip_address is not null'
    )
  }

  async down() {
    this.schema.raw('drop index events_ip_address_index')
    this.schema.raw('drop index events_occurred_at_index')
  }
}
