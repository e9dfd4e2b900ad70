import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The names of deleted accounts, as keyed hashes: nobody can take them, even when the account itself no longer shows
 * them.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('reserved_names', (table) => {
      table.binary('hash').primary()
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE').index()
    })

    this.schema.alterTable('users', (table) => {
      table.timestamp('scrubbed_at').nullable()
    })
    this.schema.raw('drop index users_deleted_at')
    this.schema.raw(`create index users_to_scrub on users (deleted_at)
      where deleted_at is not null and scrubbed_at is null`)
  }

  async down() {
    this.schema.raw('drop index users_to_scrub')
    this.schema.alterTable('users', (table) => {
      table.dropColumn('scrubbed_at')
    })
    this.schema.raw(
      'create index users_deleted_at on users (deleted_at) where deleted_at is not null'
    )
    this.schema.dropTable('reserved_names')
  }
}
