import { BaseSchema } from '@adonisjs/lucid/schema'

/** The outbox: written in the same transaction as what an email reports, emptied by the mail worker. */
export default class extends BaseSchema {
  protected tableName = 'outgoing_mails'

  async up() {
    this.schema.createTable(this.tableName, (table) => {
      table.uuid('id').primary().defaultTo(this.raw('gen_random_uuid()'))
      table.integer('user_id').nullable().references('users.id').onDelete('CASCADE').index()
      table.string('kind', 50).notNullable()
      table.string('recipient', 254).notNullable()
      table.string('subject', 200).notNullable()
      table.text('html').nullable()
      table.text('text').nullable()
      table.string('state', 8).notNullable().defaultTo('waiting')
      table.integer('attempts').notNullable().defaultTo(0)
      table.string('last_error', 500).nullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now()).index()
      table.timestamp('next_attempt_at').notNullable().defaultTo(this.now())
      table.timestamp('sent_at').nullable()

      table.check(`state in ('waiting', 'sent', 'given_up')`, {}, 'outgoing_mails_state_check')
    })

    this.schema.raw(
      `create index outgoing_mails_waiting on outgoing_mails (next_attempt_at) where state = 'waiting'`
    )
  }

  async down() {
    this.schema.dropTable(this.tableName)
  }
}
