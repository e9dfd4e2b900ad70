import { BaseSchema } from '@adonisjs/lucid/schema'

/** What somebody is spoken to in, where they have chosen: null is what their browser asks for. */
export default class extends BaseSchema {
  protected tableName = 'users'

  async up() {
    this.schema.alterTable(this.tableName, (table) => {
      table.text('language').nullable()
    })
  }

  async down() {
    this.schema.alterTable(this.tableName, (table) => {
      table.dropColumns('language')
    })
  }
}
