import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { transaction } from '#database/transaction'
import { digestOf, hashOf, LINE, NO_HASH, type Seal } from '#history/digest'

/** Events per seal. Those of one transaction may be spread over several. */
const BATCH = 1_000

type Event = { id: string; line: string; written_by: string; occurred_at: Date }

/** What the next seal continues from. */
type Tip = Pick<Seal, 'number' | 'hash' | 'to_transaction' | 'to_id' | 'floor_id'>

const FIRST: Tip = { number: '0', hash: NO_HASH, to_transaction: '0', to_id: '0', floor_id: '0' }

/** The oldest transaction that may still write, and the next one to come. Older ones are complete. */
async function transactionsOf(trx: TransactionClientContract) {
  const { rows } = await trx.rawQuery<{ rows: [{ oldest: string; next: string }] }>(
    `select pg_snapshot_xmin(pg_current_snapshot())::text as oldest, pg_snapshot_xmax(pg_current_snapshot())::text as next`
  )
  return rows[0]
}

async function tipOf(trx: TransactionClientContract): Promise<Tip> {
  const columns = ['number', 'hash', 'to_transaction', 'to_id', 'floor_id']
  const seals = trx.from('event_seals').select(columns)
  return (await seals.orderBy('number', 'desc').first()) ?? (await tipOfPruned(trx)) ?? FIRST
}

/** If all seals were old enough to be deleted: the record of that has not been sealed yet. */
async function tipOfPruned(trx: TransactionClientContract): Promise<Tip | null> {
  const { rows } = await trx.rawQuery<{ rows: Tip[] }>(
    `select details->>'seal' as number, decode(details->>'hash', 'hex') as hash, details->>'to' as to_transaction,
       coalesce(details->>'toId', '0') as to_id, details->>'floor' as floor_id from events where kind = 'events_pruned' order by id desc limit 1`
  )
  return rows[0] ?? null
}

const SELECT = `select id, ${LINE}, written_by, occurred_at from events`

/** SQL: events after the previous seal. */
const AFTER = 'id > ? and (written_by, id) > (?, ?)'

const placeOf = ({ floor_id: floor, to_transaction: to, to_id: toId }: Tip) => [floor, to, toId]

/** Where a seal ends: after that event of that transaction, or before all of them. */
type End = Pick<Seal, 'to_transaction' | 'to_id'>
type Batch = { tip: Tip; events: Event[]; end: End }

async function nextBatch(tip: Tip, oldest: string, trx: TransactionClientContract): Promise<Batch> {
  const { rows } = await trx.rawQuery<{ rows: Event[] }>(
    `${SELECT} where ${AFTER} and written_by < ? order by written_by, id limit ?`,
    [...placeOf(tip), oldest, BATCH]
  )
  const last = rows.length === BATCH ? rows.at(-1) : undefined
  const end = last
    ? { to_transaction: last.written_by, to_id: last.id }
    : { to_transaction: oldest, to_id: '0' }
  return { tip, events: rows, end }
}

/**
 * When a dump is restored into another cluster, transaction numbers start again. Events that were not sealed before
 * have numbers that are still to come, and are sealed first, in the order of their ids. From then on everything that is
 * sealed is below the floor.
 */
async function nextBatchRestored(
  tip: Tip,
  oldest: string,
  trx: TransactionClientContract
): Promise<Batch> {
  const { rows: left } = await trx.rawQuery<{ rows: Event[] }>(
    `${SELECT} where ${AFTER} order by id limit ?`,
    [...placeOf(tip), BATCH]
  )
  if (left.length) return { tip: { ...tip, floor_id: left.at(-1)!.id }, events: left, end: tip }

  const { rows } = await trx.rawQuery<{ rows: [{ floor_id: string }] }>(
    `select greatest(max(id), ?::bigint)::text as floor_id
     from (select unnest(event_ids) as id from event_seals) as sealed`,
    [tip.floor_id]
  )
  return nextBatch({ ...tip, ...rows[0], to_transaction: '0', to_id: '0' }, oldest, trx)
}

async function insertNext({ tip, events, end }: Batch, trx: TransactionClientContract) {
  const content = {
    number: String(BigInt(tip.number) + 1n),
    previous_hash: tip.hash,
    from_transaction: tip.to_transaction,
    from_id: tip.to_id,
    to_transaction: end.to_transaction,
    to_id: end.to_id,
    floor_id: tip.floor_id,
    event_ids: events.map(({ id }) => id),
    digests: Buffer.concat(events.map(({ line }) => digestOf(line))),
    last_occurred_at: events
      .map(({ occurred_at: at }) => at)
      .reduce((one, at) => (at > one ? at : one)),
  }
  const seal = { ...content, hash: hashOf(content) }
  await trx.table('event_seals').insert(seal)
  return seal
}

/** @returns the new seal, or null if there is nothing to seal */
function sealNext(): Promise<Seal | null> {
  return transaction(async (trx) => {
    await trx.rawQuery(`select pg_advisory_xact_lock(hashtext('event_seals'))`)
    const { oldest, next } = await transactionsOf(trx)
    const tip = await tipOf(trx)
    const isRestored = BigInt(tip.to_transaction) > BigInt(next)
    const batch = await (isRestored ? nextBatchRestored : nextBatch)(tip, oldest, trx)
    return batch.events.length ? insertNext(batch, trx) : null
  })
}

/** A sequence never goes back, so that deleting the last seals is noticed even though the remaining rows match. */
async function countSeal({ number }: Seal) {
  for (let made = 0n; made < BigInt(number);) {
    const { rows } = await db.rawQuery<{ rows: [{ made: string }] }>(
      `select nextval('event_seals_made') as made`
    )
    made = BigInt(rows[0].made)
  }
}

/**
 * Seals what has been recorded since the last time, in batches. Recording never waits for it. Each seal is logged: kept
 * elsewhere, the line shows later whether all seals were forged anew.
 * @returns how many events
 */
export async function sealEvents(signal?: AbortSignal): Promise<number> {
  let count = 0
  for (let seal = await sealNext(); seal; seal = signal?.aborted ? null : await sealNext()) {
    await countSeal(seal)
    count += seal.event_ids.length
    const { number, hash } = seal
    logger.info({ seal: number, hash: hash.toString('hex') }, 'events sealed')
  }
  return count
}
