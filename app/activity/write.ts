import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract, TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { EventRow } from '#activity/row'
import { sendWithCommit } from '#database/with_commit'

/** Rows per INSERT: PostgreSQL takes at most 65,535 values. */
const BATCH = 1_000

/** Rows as JSON: salt and digest in hexadecimal, and the details as a string. */
const INSERT = {
  name: 'record_events',
  sql: `insert into events (kind, outcome, user_id, actor_id, credential, sign_in_id, personal_token_id, subject_type,
      subject_id, ip_address, user_agent, request_id, details, origin_salt, origin_digest)
    select kind, outcome, user_id, actor_id, credential, sign_in_id, personal_token_id, subject_type, subject_id,
      ip_address, user_agent, request_id, details::jsonb, decode(origin_salt, 'hex'), decode(origin_digest, 'hex')
    from json_to_recordset($1) as happened (kind text, outcome text, user_id integer, actor_id integer, credential text,
      sign_in_id uuid, personal_token_id uuid, subject_type text, subject_id text, ip_address text, user_agent text,
      request_id text, details text, origin_salt text, origin_digest text)`,
}

const inJson = ({ origin_salt: salt, origin_digest: digest, ...row }: EventRow) => ({
  ...row,
  origin_salt: salt?.toString('hex'),
  origin_digest: digest?.toString('hex'),
})

/** Rows to be written when their transaction commits. */
const waiting = new WeakMap<TransactionClientContract, EventRow[]>()

function waitForCommit(rows: EventRow[], trx: TransactionClientContract) {
  const before = waiting.get(trx)
  if (before) return void before.push(...rows)
  const all = [...rows]
  waiting.set(trx, all)
  sendWithCommit(trx, INSERT, () => [JSON.stringify(all.map(inJson))])
}

async function insert(rows: EventRow[], client: QueryClientContract) {
  for (let at = 0; at < rows.length; at += BATCH)
    await client.table('events').multiInsert(rows.slice(at, at + BATCH))
}

/** Takes ids for events that there are not, so that nobody can tell by the ids of their own. */
export const passOverIds = (count: number, trx: TransactionClientContract) =>
  trx.rawQuery(
    `select nextval(pg_get_serial_sequence('events', 'id')) from generate_series(1, ?::int)`,
    [count]
  )

/**
 * A few rows are sent along with the COMMIT of their transaction, which then needs no extra round trip
 * (docs/features/activity.md). Many are written at once.
 * @param trx without one the rows stand alone
 */
export async function writeRows(rows: EventRow[], trx?: TransactionClientContract) {
  if (!trx) return insert(rows, db.connection())
  const before = waiting.get(trx) ?? []
  if (before.length + rows.length <= BATCH) return waitForCommit(rows, trx)
  await insert([...before.splice(0), ...rows], trx)
}
