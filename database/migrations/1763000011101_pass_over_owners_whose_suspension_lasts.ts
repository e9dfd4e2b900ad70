import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * A list of shares passes over owners who are not served. Which of the few that are not active those are, depends on
 * the time as well. Of all others nothing is asked by an index any more.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('drop index users_inactive')
    this.schema.raw(
      `create index users_inactive on users (id) include (status, suspended_until)
       where status <> 'active' and scrubbed_at is null`
    )
    this.schema.raw('drop index users_there')
  }

  async down() {
    this.schema.raw(
      `create index users_there on users (id) include (status, suspended_until) where status <> 'deleted'`
    )
    this.schema.raw('drop index users_inactive')
    this.schema.raw(
      `create index users_inactive on users (id) where status <> 'active' and scrubbed_at is null`
    )
  }
}
