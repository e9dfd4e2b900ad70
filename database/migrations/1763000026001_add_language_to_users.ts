import { BaseSchema } from '@adonisjs/lucid/schema'

/** The language that somebody has chosen: null for the browser's. */
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
