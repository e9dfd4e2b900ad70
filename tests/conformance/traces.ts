import db from '@adonisjs/lucid/services/db'
import type { Visitor } from '#tests/conformance/visitors/visitor'
import type { Person } from '#tests/helpers/people/users'

const TABLES = [
  'users',
  'sign_ins',
  'sessions',
  'access_tokens',
  'refresh_tokens',
  'personal_tokens',
] as const

export type Traces = Record<(typeof TABLES)[number], string>

/**
 * xmin names the transaction that wrote a row last: an insert or an update, also one without a change, is seen by the
 * newest, and a deletion by the number of rows.
 */
const DIGESTS = TABLES.map(
  (table) => `(select count(*) || ' ' || max(xmin::text::bigint) from ${table}) as ${table}`
)

/** What was last written in the database about accounts and credentials, as one digest a table. */
export async function readTraces(): Promise<Traces> {
  const { rows } = await db.rawQuery<{ rows: Traces[] }>(`select ${DIGESTS.join(', ')}`)
  return rows[0]
}

async function readTracesOf({ id }: Person) {
  const { rows } = await db.rawQuery<{ rows: unknown[] }>(
    'select id, last_seen_at, xmin from sign_ins where user_id = ? order by id',
    [id]
  )
  return rows
}

export type PeopleTraces = { person: unknown[]; bystander: unknown[] }

/** Makes both old enough for last-seen to be written, if they are taken to have been here. */
export async function ageBoth({ person, bystander }: Visitor) {
  if (!person || !bystander) return
  await db
    .from('sign_ins')
    .whereIn('user_id', [person.id, bystander.id])
    .update({ last_seen_at: db.raw(`now() - interval '2 minutes'`) })
}

/** The sign-ins of the two whose credentials travel together. */
export async function readTracesOfBoth({ person, bystander }: Visitor) {
  if (!person || !bystander) return undefined
  return { person: await readTracesOf(person), bystander: await readTracesOf(bystander) }
}
