import db from '@adonisjs/lucid/services/db'
import { releaseLater } from '#tests/helpers/release'

/** A transaction that the test ends when it pleases; one that it could not end is rolled back. */
export async function holdTransaction() {
  const trx = await db.transaction()
  releaseLater(() => trx.isCompleted || trx.rollback())
  return trx
}
