import { BaseSchema } from '@adonisjs/lucid/schema'

/** The browsers and devices from which somebody has signed in before, and the links that end a new sign-in. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('known_devices', (table) => {
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.binary('key_hash').notNullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('last_seen_at').notNullable().defaultTo(this.now()).index()
      table.primary(['user_id', 'key_hash'])
    })

    this.schema.createTable('sign_in_end_links', (table) => {
      table.uuid('sign_in_id').primary().references('sign_ins.id').onDelete('CASCADE')
      table.binary('token_hash').notNullable().unique()
      table.binary('device_key_hash').notNullable()
    })
  }

  async down() {
    this.schema.dropTable('sign_in_end_links')
    this.schema.dropTable('known_devices')
  }
}
