import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Seal } from '#history/digest'

type Ceiling = (seal: Pick<Seal, 'number'>) => string

type Restored = Pick<Seal, 'number' | 'floor_id'>

/** Seals from which on transaction numbers start again, and the last event id before them. */
const RESTORED = `select number, floor_id from event_seals
  where from_transaction = 0 or to_transaction < from_transaction order by number`

/** SQL: the next transaction. Every writing transaction of the same cluster is below it. */
export const NEXT_TRANSACTION = 'pg_snapshot_xmax(pg_current_snapshot())::text::bigint'

/** SQL: whether the last seal is from another cluster, because nothing has been sealed since. */
const IS_JUST_RESTORED = `to_transaction > ${NEXT_TRANSACTION}`

const LAST_SEALED = `(select max(id) from (select unnest(event_ids) as id from event_seals) as sealed)`

const JUST_RESTORED = `select case when ${IS_JUST_RESTORED} then ${LAST_SEALED}
    else 9223372036854775807 end::text as floor_id
  from event_seals order by number desc limit 1`

/**
 * SQL: whether an event may have been written by this cluster. Others came with a dump: their transaction numbers mean
 * nothing here, and stay excluded even when this cluster reaches the same numbers.
 */
export const IS_WRITTEN_HERE = `written_by < ${NEXT_TRANSACTION} and events.id > coalesce((
    select case when ${IS_JUST_RESTORED} then ${LAST_SEALED} else floor_id end
    from event_seals order by number desc limit 1), 0)`

/**
 * When a dump is restored into another cluster, transaction numbers start again while event ids continue. Events with
 * an id above this ceiling do not belong to the seal, whatever their transaction number.
 */
export async function ceilingOf(trx: TransactionClientContract): Promise<Ceiling> {
  const { rows: restored } = await trx.rawQuery<{ rows: Restored[] }>(RESTORED)
  const { rows: last } = await trx.rawQuery<{ rows: Pick<Restored, 'floor_id'>[] }>(JUST_RESTORED)
  return ({ number }) => {
    const next = restored.find((seal) => BigInt(seal.number) > BigInt(number))
    return (next ?? last[0])?.floor_id ?? '0'
  }
}
