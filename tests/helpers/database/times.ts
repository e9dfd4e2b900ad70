import db from '@adonisjs/lucid/services/db'

/** What hangs from somebody, by the column that says whose it is. */
const OWNED: Record<string, string> = {
  users: 'id = :id',
  sign_ins: 'user_id = :id',
  known_devices: 'user_id = :id',
  email_verifications: 'user_id = :id',
  outgoing_mails: 'user_id = :id',
  files: 'owner_id = :id',
  file_shares: 'file_id in (select id from files where owner_id = :id)',
}

const TIMES = `
  select table_name as table, column_name as column from information_schema.columns
  where table_schema = 'public' and data_type = 'timestamp with time zone'
    and column_name not in ('expires_at', 'next_attempt_at')`

/** Times of somebody's rows that are not of the last minute by the clock of the database. */
export async function wrongTimesOf({ id }: { id: number }) {
  const { rows } = await db.rawQuery<{ rows: { table: string; column: string }[] }>(TIMES)
  const wrong: string[] = []
  for (const { table, column } of rows.filter((row) => OWNED[row.table])) {
    const [{ count }] = await db
      .from(table)
      .whereRaw(OWNED[table], { id })
      .whereRaw(`abs(extract(epoch from ${column} - now())) > 30`)
      .count('* as count')
    if (Number(count) > 0) wrong.push(`${table}.${column}`)
  }
  return wrong
}

/** By the clock of the database. */
export const secondsUntil = async (time: string) => {
  const { rows } = await db.rawQuery<{ rows: [{ seconds: number }] }>(
    'select extract(epoch from ?::timestamptz - now())::float as seconds',
    [time]
  )
  return rows[0].seconds
}
