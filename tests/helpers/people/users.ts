import { randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type { DateTime } from 'luxon'
import { markDeleted } from '#accounts/delete_account'
import { activateAccount, suspendAccount } from '#accounts/status'
import User from '#models/user'
import { postJson } from '#tests/helpers/clients/http'

/** The body of a user, as the contract writes it. */
export type UserBody = {
  id: number
  username: string
  email: string
  pendingEmail: string | null
  displayName: string | null
  pictureUrl: string | null
  language: string | null
  theme: 'light' | 'dark' | null
  timeZone: string | null
  shareMails: boolean
  status: string
  isSuperUser: boolean
  emailVerifiedAt: string | null
  createdAt: string
  updatedAt: string
}

/** Somebody with an account, and the password that only they know. */
export type Person = { id: number; username: string; email: string; password: string }

/** A password that the rules take, and that is in no list. */
export const PASSWORD = 'mango lamp teapot'
export const OTHER_PASSWORD = 'violin harbour nine'

/** A username that nobody else has, whichever tests run beside this one. */
export const uniqueName = (start = 'ann') => `${start}_${randomBytes(6).toString('hex')}`

/** What somebody would send to register; nobody has these names yet. */
export function registration(names: Partial<{ username: string; email: string }> = {}) {
  const username = names.username ?? uniqueName()
  return { username, email: names.email ?? `${username}@example.org`, password: PASSWORD }
}

/** Registers somebody through the API. */
export async function createUser(
  names: Partial<{ username: string; email: string }> = {}
): Promise<Person> {
  const wanted = registration(names)
  const answer = await postJson('/api/v1/users', wanted)
  if (answer.status !== 201) throw new Error(`Could not register: ${answer.text}`)

  const { id, username, email } = answer.data<UserBody>()
  return { id, username, email, password: wanted.password }
}

const accountOf = ({ id }: Pick<Person, 'id'>) => User.findOrFail(id)

export async function suspend(person: Person, wish: { reason?: string; until?: DateTime } = {}) {
  await suspendAccount(await accountOf(person), { reason: 'To see what happens', ...wish })
}

export async function activate(person: Person) {
  await activateAccount(await accountOf(person))
}

export async function deleteAccount(person: Person) {
  const account = await accountOf(person)
  await db.transaction((trx) => markDeleted(account, trx))
}
