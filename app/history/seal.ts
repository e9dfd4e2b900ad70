import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { transaction } from '#database/transaction'
import { digestOf, hashOf, LINE, NO_HASH, type Seal } from '#history/digest'

/** Events in one seal, but that those of one transaction are never parted. */
const BATCH = 1_000

type Event = { id: string; line: string; written_by: string; occurred_at: Date }

/** What the next seal goes on from. */
type Tip = Pick<Seal, 'number' | 'hash' | 'to_transaction' | 'floor_id'>

const FIRST: Tip = { number: '0', hash: NO_HASH, to_transaction: '0', floor_id: '0' }

/** The oldest transaction that may still write, and the next to come. What older ones wrote is all there is of them. */
async function transactionsOf(trx: TransactionClientContract) {
  const { rows } = await trx.rawQuery<{ rows: [{ oldest: string; next: string }] }>(
    `select pg_snapshot_xmin(pg_current_snapshot())::text as oldest, pg_snapshot_xmax(pg_current_snapshot())::text as next`
  )
  return rows[0]
}

async function tipOf(trx: TransactionClientContract): Promise<Tip> {
  const seals = trx.from('event_seals').select('number', 'hash', 'to_transaction', 'floor_id')
  return (await seals.orderBy('number', 'desc').first()) ?? (await tipOfPruned(trx)) ?? FIRST
}

/** Where all seals were old enough to go: what says so is not sealed yet. */
async function tipOfPruned(trx: TransactionClientContract): Promise<Tip | null> {
  const { rows } = await trx.rawQuery<{ rows: Tip[] }>(
    `select details->>'seal' as number, decode(details->>'hash', 'hex') as hash, details->>'to' as to_transaction,
       details->>'floor' as floor_id from events where kind = 'events_pruned' order by id desc limit 1`
  )
  return rows[0] ?? null
}

const SELECT = `select id, ${LINE}, written_by, occurred_at from events`

type Batch = { tip: Tip; events: Event[]; to: string }

async function nextBatch(tip: Tip, oldest: string, trx: TransactionClientContract): Promise<Batch> {
  const { rows } = await trx.rawQuery<{ rows: Event[] }>(
    `${SELECT} where id > ? and written_by >= ? and written_by < ? order by written_by, id limit ?`,
    [tip.floor_id, tip.to_transaction, oldest, BATCH]
  )
  const last = rows.at(-1)?.written_by
  if (rows.length < BATCH || !last) return { tip, events: rows, to: oldest }

  // The last transaction may have written more than was read.
  const { rows: ofLast } = await trx.rawQuery<{ rows: Event[] }>(
    `${SELECT} where id > ? and written_by = ? order by id`,
    [tip.floor_id, last]
  )
  const before = rows.filter(({ written_by: writtenBy }) => writtenBy !== last)
  return { tip, events: [...before, ...ofLast], to: String(BigInt(last) + 1n) }
}

/**
 * In another cluster, where a dump was restored, transactions are numbered anew. What was not sealed before has a
 * number that is still to come; from here on all that is sealed is below the floor.
 */
async function firstBatchRestored(
  tip: Tip,
  { oldest, next }: { oldest: string; next: string },
  trx: TransactionClientContract
): Promise<Batch> {
  const { rows } = await trx.rawQuery<{ rows: [{ floor_id: string }] }>(
    'select coalesce(max(id), 0)::text as floor_id from (select unnest(event_ids) as id from event_seals) as sealed'
  )
  const [{ floor_id: floor }] = rows
  const { rows: events } = await trx.rawQuery<{ rows: Event[] }>(
    `${SELECT} where id > ? and (written_by < ? or written_by >= ?) order by id`,
    [floor, oldest, next]
  )
  const highest = events.reduce((most, { id }) => (BigInt(id) > most ? BigInt(id) : most), 0n)
  return { tip: { ...tip, floor_id: String(highest) }, events, to: oldest }
}

async function insertNext(tip: Tip, events: Event[], to: string, trx: TransactionClientContract) {
  const content = {
    number: String(BigInt(tip.number) + 1n),
    previous_hash: tip.hash,
    from_transaction: tip.to_transaction,
    to_transaction: to,
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
    const now = await transactionsOf(trx)
    const last = await tipOf(trx)
    const isRestored = BigInt(last.to_transaction) > BigInt(now.next)
    const { tip, events, to } = isRestored
      ? await firstBatchRestored(last, now, trx)
      : await nextBatch(last, now.oldest, trx)
    return events.length ? insertNext(tip, events, to, trx) : null
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
