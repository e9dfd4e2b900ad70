import { BaseSchema } from '@adonisjs/lucid/schema'

/** Who is in the middle of a download by a link that counts them, and how many bytes they may still be sent for it. */
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
