import { BaseSchema } from '@adonisjs/lucid/schema'

/** Which APP_KEY a reserved name is hashed with: null where it is older than this column. */
export default class extends BaseSchema {
  protected tableName = 'reserved_names'

  async up() {
    this.schema.alterTable(this.tableName, (table) => {
      table.binary('key_id').nullable()
    })
  }

  async down() {
    this.schema.alterTable(this.tableName, (table) => {
      table.dropColumn('key_id')
    })
  }
}
