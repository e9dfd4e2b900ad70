import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { originDigest } from '#activity/row'
import { DIGEST_LENGTH, digestOf, hashOf, LINE, NO_HASH, type Seal } from '#history/digest'
import { transaction } from '#database/transaction'
import { ceilingOf } from '#history/restored'

/** Seals that are read at once. */
const PAGE = 20

type Event = {
  id: string
  line: string
  ip_address: string | null
  user_agent: string | null
  origin_salt: Buffer | null
  origin_digest: Buffer | null
  is_scrubbed: boolean
}

/** The first thing that does not fit, in a sentence. */
export class BrokenChain extends Error {}

export type Verified = {
  events: number
  seals: number
  /** Recorded since the last seal. */
  unsealed: number
  /** The last seal: what is noted elsewhere shows later that nobody made all seals anew. */
  head: { number: string; hash: string } | null
}

const broken = (message: string): never => {
  throw new BrokenChain(message)
}

/** What the oldest seal that is left goes on from: nothing, or the last one that was old enough to go. */
async function beginning(trx: TransactionClientContract): Promise<Pick<Seal, 'number' | 'hash'>> {
  const { rows } = await trx.rawQuery<{ rows: Pick<Seal, 'number' | 'hash'>[] }>(
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

function checkSeal(seal: Seal, before: Pick<Seal, 'number' | 'hash'>) {
  const wanted = String(BigInt(before.number) + 1n)
  if (seal.number !== wanted) broken(`Seal ${wanted} is gone.`)
  if (!seal.previous_hash.equals(before.hash))
    broken(`Seal ${seal.number} does not go on from the one before.`)
  if (!seal.hash.equals(hashOf(seal))) broken(`Seal ${seal.number} was changed.`)
}

const placesOf = (seal: Seal) =>
  [seal.from_transaction, seal.from_id].concat(seal.to_transaction, seal.to_id)

/** Those of the seal, and whatever else would have been sealed with them. */
async function eventsOf(seal: Seal, ceiling: string, trx: TransactionClientContract) {
  const { rows } = await trx.rawQuery<{ rows: Event[] }>(
    `select id, ${LINE}, ip_address, user_agent, origin_salt, origin_digest,
       coalesce((select scrubbed_at is not null from users where users.id = events.user_id), false)
       or coalesce((select scrubbed_at is not null from users where users.id = events.actor_id), false) as is_scrubbed
     from events where id = any(?)
       or (id > ? and id <= ? and (written_by, id) > (?, ?) and (written_by, id) <= (?, ?))`,
    [seal.event_ids, seal.floor_id, ceiling, ...placesOf(seal)]
  )
  return new Map(rows.map((event) => [event.id, event]))
}

/** Erased with the account it is of, and at no other time. */
function hasItsOrigin(event: Event) {
  const { ip_address: ip, user_agent: agent, origin_salt: salt, origin_digest: digest } = event
  if (!digest) return !ip && !agent
  if (!salt) return event.is_scrubbed && !ip && !agent
  return originDigest(salt, ip, agent).equals(digest)
}

async function checkEvents(seal: Seal, ceiling: string, trx: TransactionClientContract) {
  const events = await eventsOf(seal, ceiling, trx)
  seal.event_ids.forEach((id, at) => {
    const event = events.get(id) ?? broken(`Event ${id} is gone.`)
    const digest = seal.digests.subarray(at * DIGEST_LENGTH, (at + 1) * DIGEST_LENGTH)
    if (!digestOf(event.line).equals(digest) || !hasItsOrigin(event))
      broken(`Event ${id} was changed.`)
    events.delete(id)
  })
  const [extra] = events.keys()
  if (extra) broken(`Event ${extra} was added later.`)
}

/** Seals are counted where nothing goes back. Asked first: a sequence knows of no snapshot. */
async function countMade(trx: TransactionClientContract) {
  const { rows } = await trx.rawQuery<{ rows: [{ made: string }] }>(
    'select case when is_called then last_value else 0 end as made from event_seals_made'
  )
  return BigInt(rows[0].made)
}

/** What no seal holds: nothing but what was recorded since the last one. */
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

/** How far it was checked. */
type Tip = Pick<Seal, 'number' | 'hash'> & Partial<Seal>

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

function checkNoted(seal: Seal, noted: Noted | undefined) {
  if (noted?.number === seal.number && noted.hash !== seal.hash.toString('hex'))
    broken(`Seal ${seal.number} is not the one that was noted.`)
}

/** A seal that was written down elsewhere. */
type Noted = { number: string; hash: string }

/**
 * Reads all events and their seals as they are at one moment, and compares.
 * @throws BrokenChain naming the first that does not fit
 */
export const verifyEvents = (noted?: Noted) => transaction((trx) => verify(trx, noted))
