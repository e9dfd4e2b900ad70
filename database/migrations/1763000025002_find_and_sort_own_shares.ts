import { BaseSchema } from '@adonisjs/lucid/schema'

const THERE = 'where file_is_there'

/** Finds what somebody shares by the name of the file, and sorts it by that or by when it was shared. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('drop index file_shares_by_owner')
    for (const [name, column] of [
      ['owner', 'created_at'],
      ['owner_and_name', 'file_sorted_name'],
    ])
      this.schema.raw(
        `create index file_shares_by_${name} on file_shares (file_owner_id, ${column}, id)
         include (file_folded_name, expires_at) ${THERE}`
      )
  }

  async down() {
    this.schema.raw('drop index file_shares_by_owner_and_name')
    this.schema.raw('drop index file_shares_by_owner')
    this.schema.raw(
      `create index file_shares_by_owner on file_shares (file_owner_id, created_at desc, id) ${THERE}`
    )
  }
}
