import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'

/**
 * What time it is for the database, inside a transaction when that began. What statements compare with now() is
 * reckoned from here: the clocks of instances differ, and some are wrong.
 */
export async function databaseTime(client: QueryClientContract = db.connection()) {
  const { rows } = await client.rawQuery<{ rows: [{ now: Date }] }>('select now()')
  return DateTime.fromJSDate(rows[0].now)
}
