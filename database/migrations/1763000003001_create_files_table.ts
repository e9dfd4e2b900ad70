import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What is known about a file; its bytes are in the storage, under its id. A row is `incoming` until they are final. The
 * owner of the row owns the file; `deleted_at` is when it was put into the bin.
 */
export default class extends BaseSchema {
  protected tableName = 'files'

  async up() {
    this.schema.createTable(this.tableName, (table) => {
      table.uuid('id').primary()
      table.integer('owner_id').notNullable().references('users.id').index()
      table.string('name', 255).notNullable()
      table.bigInteger('size').notNullable()
      table.string('media_type', 127).notNullable()
      table.binary('sha256').notNullable()
      table.text('state').notNullable().checkIn(['incoming', 'stored'])
      table.string('idempotency_key', 255).nullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('updated_at').notNullable().defaultTo(this.now())
      table.timestamp('deleted_at').nullable().index()
    })
    this.schema.raw(
      `create unique index files_idempotency_keys on files (owner_id, idempotency_key)
       where idempotency_key is not null`
    )
    this.schema.raw(`create index files_of_owner on files (owner_id, created_at desc, id desc)`)
    this.schema.raw(`create index files_incoming on files (created_at) where state = 'incoming'`)
  }

  async down() {
    this.schema.dropTable(this.tableName)
  }
}
