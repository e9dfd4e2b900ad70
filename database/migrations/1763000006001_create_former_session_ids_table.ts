import { BaseSchema } from '@adonisjs/lucid/schema'

/** Which session a browser with a former id has now: the id was renewed, or replaced by a sign-in. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('former_session_ids', (table) => {
      table.binary('id_hash').primary()
      table
        .binary('session_id_hash')
        .notNullable()
        .references('sessions.id_hash')
        .onUpdate('CASCADE')
        .onDelete('CASCADE')
        .index()
      table.timestamp('good_until').notNullable().index()
    })
  }

  async down() {
    this.schema.dropTable('former_session_ids')
  }
}
