import { BaseSchema } from '@adonisjs/lucid/schema'

/** Sign-ins by day and refusals by hour are counted among all that has ever happened. Other events cost nothing more. */
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
