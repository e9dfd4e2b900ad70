import { BaseSchema } from '@adonisjs/lucid/schema'

/** Forms that were sent: each acts once, and its answer is stored for when it is sent again. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('sent_forms', (table) => {
      table.binary('key_hash').primary()
      table.timestamp('created_at').notNullable().defaultTo(this.now()).index()
      table.timestamp('claimed_until').notNullable()
      table.text('answer').nullable()
      table.timestamp('answered_at').nullable()
    })
    this.schema.raw(
      `create index sent_forms_answers on sent_forms (answered_at) where answer is not null`
    )
  }

  async down() {
    this.schema.dropTable('sent_forms')
  }
}
