import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Pictures of people: one row for every stored size, with its bytes in the storage under its id. `picture_id` is common
 * to all sizes of one picture, and part of its address.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('pictures', (table) => {
      table.uuid('id').primary()
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE').index()
      table.uuid('picture_id').notNullable()
      table.integer('width').notNullable()
      table.integer('size').notNullable()
      table.binary('sha256').notNullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.unique(['picture_id', 'width'])
    })
    this.schema.alterTable('users', (table) => {
      table.uuid('picture_id').nullable()
    })
  }

  async down() {
    this.schema.dropTable('pictures')
    this.schema.alterTable('users', (table) => table.dropColumn('picture_id'))
  }
}
