import { BaseSchema } from '@adonisjs/lucid/schema'

/** A link may ask for a password, and be limited to a number of downloads. */
export default class extends BaseSchema {
  protected tableName = 'file_links'

  async up() {
    this.schema.alterTable(this.tableName, (table) => {
      table.text('password_hash').nullable()
      table.integer('max_downloads').nullable()
      table.integer('downloads').notNullable().defaultTo(0)
      table.check(
        'max_downloads is null or downloads <= max_downloads',
        [],
        'file_links_within_downloads'
      )
    })
  }

  async down() {
    this.schema.alterTable(this.tableName, (table) => {
      table.dropChecks('file_links_within_downloads')
      table.dropColumns('password_hash', 'max_downloads', 'downloads')
    })
  }
}
