import { BaseSchema } from '@adonisjs/lucid/schema'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { keyedHash } from '#secrets/keyed_hash'

type Account = { id: number; email: string }

/**
 * Since when an address is known to be the account's own; until then, with what and from where the account was created;
 * and the address that a deleted account has given up.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('users', (table) => {
      table.timestamp('email_claimed_at').nullable()
      table.string('registered_with', 100).nullable()
      table.string('registered_from', 45).nullable()
      table.string('released_email', 254).nullable()
    })
    this.schema.raw(
      'create index users_released_email on users (released_email) where released_email is not null'
    )

    // Until now any confirmation gave the account what was shared with the address.
    this.schema.raw('update users set email_claimed_at = email_verified_at')
    this.defer((client) => this.#releaseUnconfirmed(client))
  }

  /**
   * Frees the addresses that deleted accounts never confirmed. For a scrubbed account nobody knows whether it had: its
   * address stays reserved.
   */
  async #releaseUnconfirmed(client: QueryClientContract) {
    const deleted: Account[] = await client
      .from('users')
      .select('id', 'email')
      .where('status', 'deleted')
      .whereNull('email_verified_at')
      .whereNull('scrubbed_at')
    for (const { id, email } of deleted) {
      const reserved = { user_id: id, hash: keyedHash('email', email) }
      await client.from('reserved_names').where(reserved).delete()
      const released = { email: `deleted-${id}@invalid`, released_email: email }
      await client.from('users').where('id', id).update(released)
    }
  }

  async down() {
    this.schema.raw('drop index users_released_email')
    this.schema.alterTable('users', (table) => {
      table.dropColumns('email_claimed_at', 'registered_with', 'registered_from', 'released_email')
    })
  }
}
