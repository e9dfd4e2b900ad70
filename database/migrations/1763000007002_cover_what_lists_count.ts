import { BaseSchema } from '@adonisjs/lucid/schema'

const THERE = `where state = 'stored' and deleted_at is null`
const SHARED = 'where user_id is not null'

/** Counting, skipping and searching use indexes alone; only a page is read from the tables. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`create index files_there on files (id) include (owner_id) ${THERE}`)
    this.schema.raw(`create index users_active on users (id) where status = 'active'`)
    this.schema.raw('drop index files_by_size')
    this.schema.raw(
      `create index files_by_size on files (owner_id, size, id) include (folded_name) ${THERE}`
    )
    this.schema.raw('drop index file_shares_by_time')
    this.schema.raw(
      `create index file_shares_by_time on file_shares (user_id, created_at, file_id)
       include (role, id, expires_at) ${SHARED}`
    )
    this.schema.raw('drop index file_shares_of_file')
    this.schema.raw(
      `create index file_shares_of_file on file_shares (user_id, file_id, role, created_at, id)
       include (expires_at) ${SHARED}`
    )
  }

  async down() {
    this.schema.raw('drop index file_shares_of_file')
    this.schema.raw(
      `create index file_shares_of_file on file_shares (user_id, file_id, role, created_at) ${SHARED}`
    )
    this.schema.raw('drop index file_shares_by_time')
    this.schema.raw(
      `create index file_shares_by_time on file_shares (user_id, created_at, id) ${SHARED}`
    )
    this.schema.raw('drop index files_by_size')
    this.schema.raw(`create index files_by_size on files (owner_id, size, id) ${THERE}`)
    this.schema.raw('drop index users_active')
    this.schema.raw('drop index files_there')
  }
}
