import { BaseSchema } from '@adonisjs/lucid/schema'

/** Finding due deliveries skips those that wait for a webhook that is unavailable or turned off. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(
      `create index webhook_deliveries_due on webhook_deliveries (webhook_id, next_attempt_at) where state = 'waiting'`
    )
    this.schema.raw('drop index webhook_deliveries_waiting')
  }

  async down() {
    this.schema.raw(
      `create index webhook_deliveries_waiting on webhook_deliveries (next_attempt_at) where state = 'waiting'`
    )
    this.schema.raw('drop index webhook_deliveries_due')
  }
}
