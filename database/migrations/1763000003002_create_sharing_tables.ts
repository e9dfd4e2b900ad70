import { BaseSchema } from '@adonisjs/lucid/schema'

/** Who else may open a file: people, people invited by address, and anyone with a link. */
export default class extends BaseSchema {
  async up() {
    /** Without a user it is an invitation: it waits until somebody has proved that the address is theirs. */
    this.schema.createTable('file_shares', (table) => {
      table.uuid('id').primary().defaultTo(this.raw('gen_random_uuid()'))
      table.uuid('file_id').notNullable().references('files.id').onDelete('CASCADE')
      table.integer('user_id').nullable().references('users.id').onDelete('CASCADE').index()
      table.string('email', 254).nullable().index()
      table.text('role').notNullable().checkIn(['viewer', 'editor'])
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('updated_at').notNullable().defaultTo(this.now())
      table.timestamp('expires_at').nullable().index()
      table.unique(['file_id', 'email'])
      table.check('user_id is not null or email is not null', [], 'file_shares_name_somebody')
    })

    /** A person named by username and by address has two rows: a single one would reveal whose address it is. */
    this.schema.raw(
      `create unique index file_shares_usernames on file_shares (file_id, user_id) where email is null`
    )
    this.schema.raw(
      `create index file_shares_invitations on file_shares (updated_at) where user_id is null`
    )

    this.schema.createTable('file_links', (table) => {
      table.uuid('id').primary().defaultTo(this.raw('gen_random_uuid()'))
      table.uuid('file_id').notNullable().references('files.id').onDelete('CASCADE').index()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('expires_at').notNullable().index()
    })
  }

  async down() {
    this.schema.dropTable('file_links')
    this.schema.dropTable('file_shares')
  }
}
