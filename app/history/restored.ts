import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Seal } from '#history/digest'

type Ceiling = (seal: Pick<Seal, 'number'>) => string

type Restored = Pick<Seal, 'number' | 'floor_id'>

/** Seals from which on transactions are numbered anew, and the last id before them. */
const RESTORED = `select number, floor_id from event_seals
  where from_transaction = 0 or to_transaction < from_transaction order by number`

/** The same where nothing has been sealed since. */
const JUST_RESTORED = `select case
    when to_transaction > pg_snapshot_xmax(pg_current_snapshot())::text::bigint
    then (select max(id) from (select unnest(event_ids) as id from event_seals) as sealed)
    else 9223372036854775807 end::text as floor_id
  from event_seals order by number desc limit 1`

/**
 * In another cluster, where a dump was restored, transactions are numbered anew, and events go on: what has a larger id
 * than this has nothing to do with a seal, whatever the number of its transaction.
 */
export async function ceilingOf(trx: TransactionClientContract): Promise<Ceiling> {
  const { rows: restored } = await trx.rawQuery<{ rows: Restored[] }>(RESTORED)
  const { rows: last } = await trx.rawQuery<{ rows: Pick<Restored, 'floor_id'>[] }>(JUST_RESTORED)
  return ({ number }) => {
    const next = restored.find((seal) => BigInt(seal.number) > BigInt(number))
    return (next ?? last[0])?.floor_id ?? '0'
  }
}
