import { BaseSchema } from '@adonisjs/lucid/schema'

/** Finds undeliverable emails among all that were sent. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(
      `create index outgoing_mails_given_up on outgoing_mails (created_at) where state = 'given_up'`
    )
  }

  async down() {
    this.schema.raw('drop index outgoing_mails_given_up')
  }
}
