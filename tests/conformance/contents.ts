import db from '@adonisjs/lucid/services/db'
import { writeRefusals } from '#activity/refusals'

/** What reading may write: when somebody was last seen, the flash of a page, a count; old answers to forms are forgotten. */
const TOUCHED_BY_READING = [
  'sign_ins',
  'sessions',
  'personal_tokens',
  'outgoing_mails',
  'sent_forms',
]

const COUNTERS = ['rate_limits']

/** What every table holds, as one digest each: of those that reading may touch, the number of rows. */
export async function readContents(): Promise<Record<string, string>> {
  // What was refused before is recorded a little later.
  await writeRefusals()
  const { rows: tables } = await db.rawQuery<{ rows: { tablename: string }[] }>(
    `select tablename from pg_tables where schemaname = 'public' order by tablename`
  )
  const digests = tables
    .map(({ tablename }) => tablename)
    .filter((table) => !COUNTERS.includes(table))
    .map((table) => {
      const written = TOUCHED_BY_READING.includes(table)
        ? ''
        : ` || ' ' || coalesce(max(xmin::text::bigint), 0)`
      return `(select count(*)${written} || '' from ${table}) as ${table}`
    })
  const { rows } = await db.rawQuery<{ rows: Record<string, string>[] }>(
    `select ${digests.join(', ')}`
  )
  return rows[0]
}
