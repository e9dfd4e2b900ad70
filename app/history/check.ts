import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { originDigest } from '#activity/row'
import { DIGEST_LENGTH, digestOf, hashOf, LINE, type Seal } from '#history/digest'

type Event = {
  id: string
  line: string
  ip_address: string | null
  user_agent: string | null
  origin_salt: Buffer | null
  origin_digest: Buffer | null
  is_scrubbed: boolean
}

/** Describes the first thing that does not match, in a sentence. */
export class BrokenChain extends Error {}

/** A seal that was written down elsewhere. */
export type Noted = { number: string; hash: string }

export const broken = (message: string): never => {
  throw new BrokenChain(message)
}

export function checkSeal(seal: Seal, before: Pick<Seal, 'number' | 'hash'>) {
  const wanted = String(BigInt(before.number) + 1n)
  if (seal.number !== wanted) broken(`Seal ${wanted} is gone.`)
  if (!seal.previous_hash.equals(before.hash))
    broken(`Seal ${seal.number} does not go on from the one before.`)
  if (!seal.hash.equals(hashOf(seal))) broken(`Seal ${seal.number} was changed.`)
}

const placesOf = (seal: Seal) =>
  [seal.from_transaction, seal.from_id].concat(seal.to_transaction, seal.to_id)

/** The events of the seal, and any others that would have been sealed with them. */
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

/** An event's origin may be erased with its account, and never otherwise. */
function hasItsOrigin(event: Event) {
  const { ip_address: ip, user_agent: agent, origin_salt: salt, origin_digest: digest } = event
  if (!digest) return !ip && !agent
  if (!salt) return event.is_scrubbed && !ip && !agent
  return originDigest(salt, ip, agent).equals(digest)
}

export async function checkEvents(seal: Seal, ceiling: string, trx: TransactionClientContract) {
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

export function checkNoted(seal: Seal, noted: Noted | undefined) {
  if (noted?.number === seal.number && noted.hash !== seal.hash.toString('hex'))
    broken(`Seal ${seal.number} is not the one that was noted.`)
}
