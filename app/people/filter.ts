import type { DateTime } from 'luxon'
import type { ChainableContract } from '@adonisjs/lucid/types/querybuilder'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import type User from '#models/user'

/** Which people to find. */
export type PeopleFilter = {
  /** Part of the username or the email address, ignoring case. */
  q?: string
  status?: User['status']
  /** Whether the email address is confirmed. */
  confirmed?: boolean
  seenAfter?: DateTime
  /** Includes people who were never seen. */
  seenBefore?: DateTime
}

type People = ModelQueryBuilderContract<typeof User>

/** Too few letters for the trigram index: names that begin with them are found by the index of whole names. */
const TOO_FEW = 2

/** `%`, `_` and `\` stand for themselves. */
const asPattern = (text: string) => text.replace(/[\\%_]/g, '\\$&')

function named(people: People, text: string) {
  const q = text.toLowerCase()
  if (q.length > TOO_FEW)
    return people.whereRaw(`(users.username || chr(10) || users.email) like ?`, [
      `%${asPattern(q)}%`,
    ])
  const end = `${q}\u{10ffff}`
  return people.whereRaw(
    `(users.username collate "C" between ? and ? or users.email collate "C" between ? and ?)`,
    [q, end, q, end]
  )
}

/** A suspension that is over has ended, whether the row has been updated already or not. */
export const WITH_STATUS = {
  active: `users.status <> 'deleted' and (users.status = 'active' or users.suspended_until <= now())`,
  suspended: `users.status = 'suspended' and (users.suspended_until is null or users.suspended_until > now())`,
  deleted: `users.status = 'deleted'`,
}

type Seen = Pick<PeopleFilter, 'seenAfter' | 'seenBefore'>

/** Restricts rows of last_seen to that period. */
export function seenBetween<Rows extends ChainableContract>(
  rows: Rows,
  { seenAfter, seenBefore }: Seen
): Rows {
  if (seenAfter) rows.where('last_seen.at', '>=', seenAfter.toJSDate())
  if (seenBefore) rows.where('last_seen.at', '<', seenBefore.toJSDate())
  return rows
}

/** Adds the filter to a query that joins last_seen. */
export function filterPeople(people: People, filter: PeopleFilter) {
  const { q, status, confirmed } = filter
  if (q) named(people, q)

  if (status) people.whereRaw(WITH_STATUS[status])
  if (confirmed === true) people.whereNotNull('users.email_verified_at')
  if (confirmed === false) people.whereNull('users.email_verified_at')
  return seenBetween(people, filter)
}
