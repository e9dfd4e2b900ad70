import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { LucidRow } from '@adonisjs/lucid/types/model'
import { keyedHash } from '#secrets/keyed_hash'
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

/** A name of a deleted account. Only its hash is stored, so that the reservation can outlive the name itself. */
export default class ReservedName extends ReservedNameSchema {
  /** From the deletion on, long before the account is scrubbed, so that the name is never free in between. */
  static async keep(owner: Owner, trx: TransactionClientContract) {
    const hashes = fieldsToKeep(owner).map((field) => keyedHash(field, owner[field]))
    const rows = hashes.map((hash) => ({ hash, user_id: owner.id }))
    await trx.knexQuery().table('reserved_names').insert(rows).onConflict('hash').ignore()
  }

  static async release(owner: Pick<Owner, 'id'>, client: TransactionClientContract) {
    await this.query({ client }).where('user_id', owner.id).delete()
  }

  /** Whether the name belonged to somebody else. */
  static async isKeptFrom(user: Named, field: Field, name: string) {
    const kept = await this.query({ client: user.$trx })
      .where('hash', keyedHash(field, name))
      .first()
    return kept !== null && kept.userId !== user.id
  }

  /** @throws Problem validation_failed if a name that is about to be saved belonged to somebody else */
  static async refuse(user: Named) {
    for (const field of FIELDS.filter((name) => name in user.$dirty)) {
      if (await this.isKeptFrom(user, field, user[field]))
        throw problems.brokenRule(`${field}.unique`)
    }
  }
}
