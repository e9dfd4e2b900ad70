import { BaseSchema } from '@adonisjs/lucid/schema'

/** An app hands its user on to a browser: links that wait to be opened, and the sign-ins that resulted. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('sign_ins', (table) => {
      table.uuid('parent_id').nullable().references('sign_ins.id').onDelete('CASCADE').index()
    })

    this.schema.createTable('handoffs', (table) => {
      table.binary('token_hash').primary()
      table.uuid('sign_in_id').notNullable().references('sign_ins.id').onDelete('CASCADE').index()
      table.string('path', 1000).notNullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('expires_at').notNullable().index()
    })
  }

  async down() {
    this.schema.dropTable('handoffs')
    this.schema.alterTable('sign_ins', (table) => {
      table.dropColumn('parent_id')
    })
  }
}
