import { BaseSchema } from '@adonisjs/lucid/schema'

/** The links in emails. Only hashes of their tokens are stored. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('users', (table) => {
      table.string('pending_email', 254).nullable()
    })

    this.schema.createTable('email_verifications', (table) => {
      table.increments('id')
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE').index()
      table.string('email', 254).notNullable()
      table.binary('token_hash').notNullable().unique()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('expires_at').notNullable().index()
    })

    /** A row starts as a request, whoever owns its address; the mail worker gives it an owner and a token. */
    this.schema.createTable('password_resets', (table) => {
      table.increments('id')
      table.string('email', 254).notNullable()
      table.integer('user_id').nullable().references('users.id').onDelete('CASCADE').index()
      table.binary('token_hash').nullable().unique()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('expires_at').notNullable().index()
    })
    this.schema.raw(
      'create index password_resets_unanswered on password_resets (id) where token_hash is null'
    )
  }

  async down() {
    this.schema.dropTable('password_resets')
    this.schema.dropTable('email_verifications')
    this.schema.alterTable('users', (table) => table.dropColumn('pending_email'))
  }
}
