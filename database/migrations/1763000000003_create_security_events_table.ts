import { BaseSchema } from '@adonisjs/lucid/schema'

/** What happened to an account that its owner or an operator may ask about later, such as a stolen refresh token. */
export default class extends BaseSchema {
  protected tableName = 'security_events'

  async up() {
    this.schema.createTable(this.tableName, (table) => {
      table.bigIncrements('id')
      table.integer('user_id').nullable().references('users.id').onDelete('CASCADE').index()
      table.string('kind', 50).notNullable()
      table.string('ip_address', 45).nullable()
      table.string('user_agent', 512).nullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now()).index()
    })
  }

  async down() {
    this.schema.dropTable(this.tableName)
  }
}
