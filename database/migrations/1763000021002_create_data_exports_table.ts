import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * An archive of all of somebody's data: requested, made by a job, and available for a week. Its bytes are in the
 * storage under `storage_key`, a new one for each attempt.
 */
export default class extends BaseSchema {
  protected tableName = 'data_exports'

  async up() {
    this.schema.createTable(this.tableName, (table) => {
      table.uuid('id').primary().defaultTo(this.raw('gen_random_uuid()'))
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE').index()
      table.string('state', 8).notNullable().defaultTo('waiting')
      table.check(`state in ('waiting', 'ready', 'failed')`)
      table.integer('attempts').notNullable().defaultTo(0)
      table.timestamp('next_attempt_at').notNullable().defaultTo(this.now())
      table.uuid('storage_key').nullable().unique()
      table.bigInteger('size').nullable()
      table.binary('sha256').nullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('ready_at').nullable()
      table.timestamp('expires_at').notNullable().index()
    })
    this.schema.raw(`
      create unique index data_exports_one_under_way on data_exports (user_id) where state = 'waiting'`)
    this.schema.raw(`
      create index data_exports_waiting on data_exports (next_attempt_at) where state = 'waiting'`)
  }

  async down() {
    this.schema.dropTable(this.tableName)
  }
}
