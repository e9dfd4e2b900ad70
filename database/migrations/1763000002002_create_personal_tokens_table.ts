import { BaseSchema } from '@adonisjs/lucid/schema'

/** Tokens for scripts. They belong to the account and not to a sign-in, so that signing out does not stop them. */
export default class extends BaseSchema {
  protected tableName = 'personal_tokens'

  async up() {
    this.schema.createTable(this.tableName, (table) => {
      table.uuid('id').primary().defaultTo(this.raw('gen_random_uuid()'))
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.binary('hash').notNullable().unique()
      table.string('name', 100).notNullable()
      table.specificType('scopes', 'text[]').notNullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('last_used_at').nullable()
      table.timestamp('expires_at').notNullable().index()
    })

    // Also finds those of one account.
    this.schema.raw(
      'create unique index personal_tokens_name_unique on personal_tokens (user_id, lower(name))'
    )
  }

  async down() {
    this.schema.dropTable(this.tableName)
  }
}
