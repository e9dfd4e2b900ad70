import { BaseSchema } from '@adonisjs/lucid/schema'

/** Finds sessions that have been idle for too long, to prune them. */
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
