import { BaseSchema } from '@adonisjs/lucid/schema'

/** Downloads in progress by links that count them, and how many bytes may still be sent for each. */
export default class extends BaseSchema {
  protected tableName = 'link_downloads'

  async up() {
    this.schema.createTable(this.tableName, (table) => {
      table.uuid('link_id').notNullable().references('file_links.id').onDelete('CASCADE')
      table.binary('downloader').notNullable()
      table.bigInteger('bytes_left').notNullable()
      table.timestamp('started_at').notNullable().defaultTo(this.now())
      table.primary(['link_id', 'downloader'])
    })
  }

  async down() {
    this.schema.dropTable(this.tableName)
  }
}
