import { BaseSchema } from '@adonisjs/lucid/schema'

/** Counts sign-ins by day and refusals by hour among all events. Other events cost nothing extra. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(
      `create index events_signed_in on events (occurred_at) where kind = 'signed_in'`
    )
    this.schema.raw(`create index events_refused on events (occurred_at) where outcome = 'refused'`)
  }

  async down() {
    this.schema.raw('drop index events_refused')
    this.schema.raw('drop index events_signed_in')
  }
}
