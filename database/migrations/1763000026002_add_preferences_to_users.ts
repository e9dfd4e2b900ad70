import { BaseSchema } from '@adonisjs/lucid/schema'

/** Display name, appearance and notifications. Null is the default. */
export default class extends BaseSchema {
  protected tableName = 'users'

  async up() {
    this.schema.alterTable(this.tableName, (table) => {
      table.text('display_name').nullable()
      table.text('theme').nullable()
      table.text('time_zone').nullable()
      table.boolean('share_mails').notNullable().defaultTo(true)
    })
  }

  async down() {
    this.schema.alterTable(this.tableName, (table) => {
      table.dropColumns('display_name', 'theme', 'time_zone', 'share_mails')
    })
  }
}
