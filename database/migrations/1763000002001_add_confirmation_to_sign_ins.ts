import { BaseSchema } from '@adonisjs/lucid/schema'

/** When the owner of the sign-in last entered the password. */
export default class extends BaseSchema {
  protected tableName = 'sign_ins'

  async up() {
    this.schema.alterTable(this.tableName, (table) => {
      table.timestamp('confirmed_at').nullable()
    })
  }

  async down() {
    this.schema.alterTable(this.tableName, (table) => {
      table.dropColumn('confirmed_at')
    })
  }
}
