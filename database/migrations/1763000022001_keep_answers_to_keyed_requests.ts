import { BaseSchema } from '@adonisjs/lucid/schema'

/** Requests with an Idempotency-Key act once too, and their answers are stored for longer than those to forms. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('sent_forms', (table) => {
      table.binary('fingerprint').nullable()
      table.timestamp('answer_until').nullable()
    })
    this.schema.raw(
      `update sent_forms set answer_until = answered_at + interval '2 minutes' where answer is not null`
    )
    this.schema.raw('drop index sent_forms_answers')
    this.schema.raw(
      'create index sent_forms_answers on sent_forms (answer_until) where answer is not null'
    )
  }

  async down() {
    this.schema.raw('drop index sent_forms_answers')
    this.schema.raw(
      'create index sent_forms_answers on sent_forms (answered_at) where answer is not null'
    )
    this.schema.alterTable('sent_forms', (table) => {
      table.dropColumns('fingerprint', 'answer_until')
    })
  }
}
