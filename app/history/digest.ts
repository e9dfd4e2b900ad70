import { createHash } from 'node:crypto'

/** SQL: everything about an event that never changes, as one text. The origin is represented only by its digest. */
export const LINE = `jsonb_build_array(id, (extract(epoch from occurred_at) * 1000000)::bigint, kind, outcome, user_id,
  actor_id, credential, sign_in_id, personal_token_id, subject_type, subject_id, request_id, details,
  encode(origin_digest, 'hex'), written_by)::text as line`

/** Length of a digest in bytes. */
export const DIGEST_LENGTH = 32

export const digestOf = (line: string) => createHash('sha256').update(line).digest()

/** The contents of a seal. Numbers that may be large are strings, as the database sends them. */
export type Seal = {
  number: string
  previous_hash: Buffer
  hash: Buffer
  from_transaction: string
  from_id: string
  to_transaction: string
  to_id: string
  floor_id: string
  event_ids: string[]
  digests: Buffer
  last_occurred_at: Date
}

/** Before the first seal. */
export const NO_HASH = Buffer.alloc(DIGEST_LENGTH)

/** The hash over everything in the seal, including the previous hash. */
export function hashOf(seal: Omit<Seal, 'hash'>) {
  const { number, from_transaction: from, to_transaction: to, floor_id: floor } = seal
  const head = [number, from, to, floor, seal.last_occurred_at.toISOString()]
  // Seals from before they could hold parts of transactions have a hash without these.
  const parts = [seal.from_id, seal.to_id]
  const isPart = parts.some((id) => id !== '0')
  return createHash('sha256')
    .update(seal.previous_hash)
    .update(JSON.stringify([...head, ...(isPart ? parts : []), seal.event_ids]))
    .update(seal.digests)
    .digest()
}
