import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { isRowId } from '#words/ids/row_id'
import { problems } from '#exceptions/problem'
import User from '#models/user'

/** Everybody, each with their current status and last-seen time. */
export const everybody = (client?: TransactionClientContract) =>
  User.withStatus(client)
    .select(db.raw(`nullif(last_seen.at, '-infinity') as last_seen_at`))
    .join('last_seen', 'last_seen.user_id', 'users.id')

/** @throws Problem not_found */
export async function findPerson(id: number) {
  const person = isRowId(id) && (await everybody().where('users.id', id).first())
  if (!person) throw problems.notFound()
  return person
}
