import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * A list of shares skips owners who are not active. Among the few that are marked so, it also depends on the time
 * whether a suspension is over. The others need no index.
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
