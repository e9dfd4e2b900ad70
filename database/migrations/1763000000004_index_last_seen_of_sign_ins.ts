import { BaseSchema } from '@adonisjs/lucid/schema'

/** Sessions that have been idle for too long are found by it, to be pruned. */
export default class extends BaseSchema {
  protected tableName = 'sign_ins'

  async up() {
    this.schema.alterTable(this.tableName, (table) => {
      table.index('last_seen_at')
    })
  }

  async down() {
    this.schema.alterTable(this.tableName, (table) => {
      table.dropIndex('last_seen_at')
    })
  }
}
