import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { transaction } from '#database/transaction'
import { digestOf, hashOf, LINE, NO_HASH, type Seal } from '#history/digest'

/** Events in one seal. What one transaction wrote may be in several. */
const BATCH = 1_000

type Event = { id: string; line: string; written_by: string; occurred_at: Date }

/** What the next seal goes on from. */
type Tip = Pick<Seal, 'number' | 'hash' | 'to_transaction' | 'to_id' | 'floor_id'>

const FIRST: Tip = { number: '0', hash: NO_HASH, to_transaction: '0', to_id: '0', floor_id: '0' }

/** The oldest transaction that may still write, and the next to come. What older ones wrote is all there is of them. */
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

/** Where all seals were old enough to go: what says so is not sealed yet. */
async function tipOfPruned(trx: TransactionClientContract): Promise<Tip | null> {
  const { rows } = await trx.rawQuery<{ rows: Tip[] }>(
    `select details->>'seal' as number, decode(details->>'hash', 'hex') as hash, details->>'to' as to_transaction,
       coalesce(details->>'toId', '0') as to_id, details->>'floor' as floor_id from events where kind = 'events_pruned' order by id desc limit 1`
  )
  return rows[0] ?? null
}

const SELECT = `select id, ${LINE}, written_by, occurred_at from events`

/** SQL. What comes after the seal before. */
const AFTER = 'id > ? and (written_by, id) > (?, ?)'

const placeOf = ({ floor_id: floor, to_transaction: to, to_id: toId }: Tip) => [floor, to, toId]

/** Where it ends: after that event of that transaction, or before all of them. */
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
 * In another cluster, where a dump was restored, transactions are numbered anew. What was not sealed before has a
 * number that is still to come, and is sealed first, in the order of ids; from then on all that is sealed is below the
 * floor.
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

/** @returns the seal that was made, or null where there is nothing to seal */
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

/** A sequence does not go back: that the last seals were taken away shows, even where the rows before them fit. */
async function countSeal({ number }: Seal) {
  for (let made = 0n; made < BigInt(number);) {
    const { rows } = await db.rawQuery<{ rows: [{ made: string }] }>(
      `select nextval('event_seals_made') as made`
    )
    made = BigInt(rows[0].made)
  }
}

/**
 * Seals what has been recorded since, in batches. Nobody who records waits for it. Each seal has a line in the log:
 * kept elsewhere, it shows whether all seals were made anew since.
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
