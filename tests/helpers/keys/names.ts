import db from '@adonisjs/lucid/services/db'
import { scrubDeletedAccounts } from '#accounts/scrub'
import { createVerifiedUser } from '#tests/helpers/addresses'
import { send } from '#tests/helpers/clients/http'
import type { Kind } from '#tests/helpers/keys/servers'
import { createUser, deleteAccount, type Person, registration } from '#tests/helpers/people/users'

/** Of an account that was deleted long ago, only hashes of its names are left. */
export async function scrub(person: Person) {
  await deleteAccount(person)
  const deletedAt = db.raw(`now() - interval '31 days'`)
  await db.from('users').where('id', person.id).update({ deleted_at: deletedAt })
  await scrubDeletedAccounts()
}

const register = (origin: string, names: object) =>
  send('POST', '/api/v1/users', { origin, json: registration(names) })

export const NAMES: Kind[] = [
  {
    what: 'a username of a deleted account stays reserved',
    async make() {
      const { username, ...person } = await createUser()
      await scrub({ username, ...person })
      return async (origin) => (await register(origin, { username })).status === 422
    },
  },
  {
    what: 'an address of a deleted account stays reserved',
    async make() {
      const { email, ...person } = await createVerifiedUser()
      await scrub({ email, ...person })
      return async (origin) => (await register(origin, { email })).status === 422
    },
  },
]
