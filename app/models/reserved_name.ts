import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { LucidRow } from '@adonisjs/lucid/types/model'
import { currentKeyId, keyedHash, keyedHashes } from '#secrets/keyed_hash'
import { ReservedNameSchema } from '#database/schema'
import { problems } from '#exceptions/problem'

const FIELDS = ['username', 'email'] as const

type Field = (typeof FIELDS)[number]
type Owner = { id: number; emailVerifiedAt: unknown } & Record<Field, string>

/** An account whose names are about to be saved. */
type Named = Owner & Pick<LucidRow, '$dirty' | '$trx'>

/** An unconfirmed address may be anybody's: it stays available to the person who reads its mail. */
const fieldsToKeep = ({ emailVerifiedAt }: Owner) =>
  FIELDS.filter((field) => field === 'username' || emailVerifiedAt)

/**
 * SQL: accounts whose names are known by hashes of earlier keys alone. The others still show them, and keep() is called
 * again.
 */
const OF_EARLIER_KEYS = `
  select count(distinct user_id)::int as count from reserved_names
  join users on users.id = user_id and scrubbed_at is not null
  where key_id is distinct from :key and not exists (
    select from reserved_names as own where own.user_id = users.id and own.key_id = :key)`

/** A name of a deleted account. Only its hash is stored, so that the reservation can outlive the name itself. */
export default class ReservedName extends ReservedNameSchema {
  /** From the deletion on, long before the account is scrubbed, so that the name is never free in between. */
  static async keep(owner: Owner, trx: TransactionClientContract) {
    const hashes = fieldsToKeep(owner).map((field) => keyedHash(field, owner[field]))
    const rows = hashes.map((hash) => ({ hash, user_id: owner.id, key_id: currentKeyId }))
    await trx
      .knexQuery()
      .table('reserved_names')
      .insert(rows)
      .onConflict('hash')
      .merge(['key_id'])
      .where('reserved_names.user_id', owner.id)
  }

  /** How many accounts lose their reservation once the previous keys are gone. */
  static async countOfEarlierKeys() {
    const { rows } = await db.rawQuery<{ rows: [{ count: number }] }>(OF_EARLIER_KEYS, {
      key: currentKeyId,
    })
    return rows[0].count
  }

  static async release(owner: Pick<Owner, 'id'>, client: TransactionClientContract) {
    await this.query({ client }).where('user_id', owner.id).delete()
  }

  /** Whether the name belonged to somebody else. */
  static async isKeptFrom(user: Named, field: Field, name: string) {
    const kept = await this.query({ client: user.$trx }).whereIn('hash', keyedHashes(field, name))
    return kept.some(({ userId }) => userId !== user.id)
  }

  /** @throws Problem validation_failed if a name that is about to be saved belonged to somebody else */
  static async refuse(user: Named) {
    for (const field of FIELDS.filter((name) => name in user.$dirty)) {
      if (await this.isKeptFrom(user, field, user[field]))
        throw problems.brokenRule(`${field}.unique`)
    }
  }
}
