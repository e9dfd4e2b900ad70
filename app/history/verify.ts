import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { transaction } from '#database/transaction'
import { broken, checkEvents, checkNoted, checkSeal, type Noted } from '#history/check'
import { NO_HASH, type Seal } from '#history/digest'
import { ceilingOf } from '#history/restored'

/** Seals read at once. */
const PAGE = 20

export type Verified = {
  events: number
  seals: number
  /** Recorded since the last seal. */
  unsealed: number
  /** The last seal. A copy of it kept elsewhere shows later whether all seals were forged anew. */
  head: { number: string; hash: string } | null
}

/** The last seal that was verified. */
type Tip = Pick<Seal, 'number' | 'hash'> & Partial<Seal>

/** What the oldest remaining seal continues from: nothing, or the last deleted one. */
async function beginning(trx: TransactionClientContract): Promise<Tip> {
  const { rows } = await trx.rawQuery<{ rows: Tip[] }>(
    `select details->>'seal' as number, decode(details->>'hash', 'hex') as hash from events
     where kind = 'events_pruned' order by id desc limit 1`
  )
  return rows[0] ?? { number: '0', hash: NO_HASH }
}

async function* eachSeal(trx: TransactionClientContract): AsyncIterable<Seal> {
  const after = (number: string): Promise<Seal[]> =>
    trx.from('event_seals').where('number', '>', number).orderBy('number').limit(PAGE)
  for (let page = await after('0'); page.length; page = await after(page.at(-1)!.number))
    yield* page
}

/** How many seals were ever made, by a sequence that never goes back. Asked first: a sequence ignores snapshots. */
async function countMade(trx: TransactionClientContract) {
  const { rows } = await trx.rawQuery<{ rows: [{ made: string }] }>(
    'select case when is_called then last_value else 0 end as made from event_seals_made'
  )
  return BigInt(rows[0].made)
}

/** Counts the events without a seal: only those recorded since the last one. */
async function countUnsealed(
  tip: Tip,
  ceiling: string,
  sealed: number,
  trx: TransactionClientContract
) {
  const { rows } = await trx.rawQuery<{ rows: [{ all: string; unsealed: string }] }>(
    `select count(*) as all, count(*) filter (where id > ? or id > ? and (written_by, id) > (?, ?))
       as unsealed from events`,
    [ceiling, tip.floor_id ?? '0', tip.to_transaction ?? '0', tip.to_id ?? '0']
  )
  const { all, unsealed } = rows[0]
  if (Number(all) - Number(unsealed) !== sealed)
    broken(`${all} events are here: ${sealed} are sealed, and ${unsealed} are new.`)
  return Number(unsealed)
}

async function verify(trx: TransactionClientContract, noted?: Noted): Promise<Verified> {
  await trx.rawQuery('set transaction isolation level repeatable read, read only')
  const made = await countMade(trx)
  const ceiling = await ceilingOf(trx)
  let tip: Tip = await beginning(trx)
  let [events, seals] = [0, 0]
  for await (const seal of eachSeal(trx)) {
    checkSeal(seal, tip)
    await checkEvents(seal, ceiling(seal), trx)
    checkNoted(seal, noted)
    tip = seal
    events += seal.event_ids.length
    seals += 1
  }
  if (made > BigInt(tip.number)) broken(`All after seal ${tip.number} are gone: ${made} were made.`)
  if (noted && BigInt(noted.number) > BigInt(tip.number)) broken(`Seal ${noted.number} is gone.`)
  const unsealed = await countUnsealed(tip, ceiling(tip), events, trx)
  const head = seals > 0 ? { number: tip.number, hash: tip.hash.toString('hex') } : null
  return { events, seals, unsealed, head }
}

/**
 * Reads all events and seals as of one moment, and compares them.
 * @throws BrokenChain naming the first that does not match
 */
export const verifyEvents = (noted?: Noted) => transaction((trx) => verify(trx, noted))
