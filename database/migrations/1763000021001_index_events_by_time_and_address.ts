import { BaseSchema } from '@adonisjs/lucid/schema'

/** Finds everybody's events by time and by address, for the super user. */
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
