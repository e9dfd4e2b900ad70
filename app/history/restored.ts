import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Seal } from '#history/digest'

type Ceiling = (seal: Pick<Seal, 'number'>) => string

type Restored = Pick<Seal, 'number' | 'floor_id'>

/** Seals from which on transactions are numbered anew, and the last id before them. */
const RESTORED = `select number, floor_id from event_seals
  where from_transaction = 0 or to_transaction < from_transaction order by number`

/** SQL. The next transaction: those of the same cluster that wrote something are below it. */
export const NEXT_TRANSACTION = 'pg_snapshot_xmax(pg_current_snapshot())::text::bigint'

/** SQL. Whether the last seal is of another cluster: nothing has been sealed since. */
const IS_JUST_RESTORED = `to_transaction > ${NEXT_TRANSACTION}`

const LAST_SEALED = `(select max(id) from (select unnest(event_ids) as id from event_seals) as sealed)`

const JUST_RESTORED = `select case when ${IS_JUST_RESTORED} then ${LAST_SEALED}
    else 9223372036854775807 end::text as floor_id
  from event_seals order by number desc limit 1`

/**
 * SQL. Whether an event may have been written by this cluster. Others came with a dump: the numbers of their
 * transactions say nothing here, and stay behind where this one comes to the same.
 */
export const IS_WRITTEN_HERE = `written_by < ${NEXT_TRANSACTION} and events.id > coalesce((
    select case when ${IS_JUST_RESTORED} then ${LAST_SEALED} else floor_id end
    from event_seals order by number desc limit 1), 0)`

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
