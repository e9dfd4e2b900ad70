import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'

/**
 * The database's time; inside a transaction, when that began. Use it for anything that statements compare with now():
 * the clocks of instances differ, and some are wrong.
 */
export async function databaseTime(client: QueryClientContract = db.connection()) {
  const { rows } = await client.rawQuery<{ rows: [{ now: Date }] }>('select now()')
  return DateTime.fromJSDate(rows[0].now)
}
