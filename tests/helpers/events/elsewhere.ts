import db from '@adonisjs/lucid/services/db'
import { digestOf, hashOf, LINE, NO_HASH } from '#history/digest'

/** A transaction that is still to come: that of a cluster from which a dump was restored. */
export const ELSEWHERE = 10 ** 12

/** In one transaction, by one statement. */
export const insertEvents = (
  count: number,
  writtenBy: string | number | null = null,
  userId: number | null = null
) =>
  db.rawQuery(
    `insert into events (kind, outcome, credential, user_id, written_by)
     select 'signed_out', 'done', 'none', ?::int, coalesce(?::bigint, pg_current_xact_id()::text::bigint)
     from generate_series(1, ?::int)`,
    [userId, writtenBy, count]
  )

/** As a cluster sealed it that was at that transaction. */
export async function sealElsewhere() {
  const { rows } = await db.rawQuery<{
    rows: { id: string; line: string; occurred_at: Date }[]
  }>(`select id, ${LINE}, occurred_at from events order by id`)
  const content = {
    number: '1',
    previous_hash: NO_HASH,
    from_transaction: '0',
    from_id: '0',
    to_transaction: String(ELSEWHERE + 1),
    to_id: '0',
    floor_id: '0',
    event_ids: rows.map(({ id }) => id),
    digests: Buffer.concat(rows.map(({ line }) => digestOf(line))),
    last_occurred_at: rows[0].occurred_at,
  }
  await db.table('event_seals').insert({ ...content, hash: hashOf(content) })
  await db.rawQuery(`select nextval('event_seals_made')`)
}
