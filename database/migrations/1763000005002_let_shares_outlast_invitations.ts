import { BaseSchema } from '@adonisjs/lucid/schema'

/** Shares that are announced once their owner's address is confirmed; invitations are no longer pruned by age. */
export default class extends BaseSchema {
  protected tableName = 'file_shares'

  async up() {
    this.schema.alterTable(this.tableName, (table) => {
      table.boolean('mail_waits').notNullable().defaultTo(false)
    })
    this.schema.raw('create index file_shares_mail_waits on file_shares (file_id) where mail_waits')
    this.schema.raw('drop index file_shares_invitations')
  }

  async down() {
    this.schema.raw(
      'create index file_shares_invitations on file_shares (updated_at) where user_id is null'
    )
    this.schema.raw('drop index file_shares_mail_waits')
    this.schema.alterTable(this.tableName, (table) => {
      table.dropColumn('mail_waits')
    })
  }
}
