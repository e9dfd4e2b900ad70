import db from '@adonisjs/lucid/services/db'
import { until } from '#tests/helpers/until'

type Owner = { id: number }

async function countOf(statement: string, { id }: Owner) {
  const { rows } = await db.rawQuery<{ rows: { count: string }[] }>(statement, [id])
  return Number(rows[0].count)
}

export const countSignIns = (owner: Owner) =>
  countOf('select count(*) from sign_ins where user_id = ?', owner)

export const countSessions = (owner: Owner) =>
  countOf(
    `select count(*) from sessions join sign_ins on sign_ins.id = sign_in_id where user_id = ?`,
    owner
  )

export const countRows = async (table: string, column: string, value: string | number) =>
  (await db.from(table).where(column, value)).length

export const countAccounts = (username: string) => countRows('users', 'username', username)

/** Every theft that is recorded about an account. */
export async function theftsOf({ id }: Owner) {
  const rows = await db
    .from('events')
    .where({ user_id: id, kind: 'refresh_token_reused' })
    .orderBy('id')
  return rows.map(({ kind }: { kind: string }) => kind)
}

/** Until a statement, or so many, waits for a lock that another holds. */
export const untilSomebodyWaits = (count = 1) =>
  until('somebody waits for a lock', async () => {
    const waiting = await db
      .from('pg_stat_activity')
      .where('wait_event_type', 'Lock')
      .whereRaw('datname = current_database()')
    return waiting.length >= count
  })

/** Whether nobody holds the account in a transaction. */
export async function isAccountFree({ id }: Owner) {
  const rows = await db.from('users').where({ id }).forUpdate().skipLocked()
  return rows.length === 1
}
