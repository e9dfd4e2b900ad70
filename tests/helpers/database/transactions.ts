import db from '@adonisjs/lucid/services/db'
import { untilSomebodyWaits } from '#tests/helpers/database/rows'
import type { Person } from '#tests/helpers/people/users'
import { releaseLater } from '#tests/helpers/release'

/** A transaction that the test ends when it pleases; one that it could not end is rolled back. */
export async function holdTransaction() {
  const trx = await db.transaction()
  releaseLater(() => trx.isCompleted || trx.rollback())
  return trx
}

/** Has all requests wait for an account that somebody else holds, so that they reach it at the same moment. */
export async function atOnce<T>({ id }: Pick<Person, 'id'>, requests: (() => Promise<T>)[]) {
  const trx = await holdTransaction()
  await trx.from('users').where({ id }).forUpdate()
  const answers = requests.map((request) => request())
  await untilSomebodyWaits(requests.length)
  await trx.commit()
  return Promise.all(answers)
}
