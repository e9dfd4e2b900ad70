import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  protected tableName = 'users'

  async up() {
    this.schema.createTable(this.tableName, (table) => {
      table.increments('id')
      table.string('username', 30).notNullable()
      table.string('email', 254).notNullable()
      table.string('password_hash').notNullable()
      table.string('status', 9).notNullable().defaultTo('active')
      table.boolean('is_super_user').notNullable().defaultTo(false)
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('updated_at').notNullable().defaultTo(this.now())
      table.timestamp('email_verified_at').nullable()
      table.timestamp('deleted_at').nullable()

      table.check(`status in ('active', 'suspended', 'deleted')`, {}, 'users_status_check')
    })

    this.schema.raw('create unique index users_username_unique on users (lower(username))')
    this.schema.raw('create unique index users_email_unique on users (lower(email))')
    this.schema.raw(
      'create unique index users_one_super_user on users (is_super_user) where is_super_user'
    )
    this.schema.raw(
      'create index users_deleted_at on users (deleted_at) where deleted_at is not null'
    )
  }

  async down() {
    this.schema.dropTable(this.tableName)
  }
}
