import { BaseSchema } from '@adonisjs/lucid/schema'

/** Lists what somebody shares, newest first. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(
      `create index file_shares_by_owner on file_shares (file_owner_id, created_at desc, id)
       where file_is_there`
    )
  }

  async down() {
    this.schema.raw('drop index file_shares_by_owner')
  }
}
