import type { DateTime } from 'luxon'
import type { ChainableContract } from '@adonisjs/lucid/types/querybuilder'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import type User from '#models/user'

/** Whom somebody looks for. */
export type PeopleFilter = {
  /** Part of the username or the email address, in any case. */
  q?: string
  status?: User['status']
  /** Whether the email address is confirmed. */
  confirmed?: boolean
  seenAfter?: DateTime
  /** Whoever was never seen is among them. */
  seenBefore?: DateTime
}

type People = ModelQueryBuilderContract<typeof User>

/** Letters of which the index of parts knows nothing: names that begin with so few are found in those of whole names. */
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

/** A suspension that is over has ended, whether that is written down already or not. */
export const WITH_STATUS = {
  active: `users.status <> 'deleted' and (users.status = 'active' or users.suspended_until <= now())`,
  suspended: `users.status = 'suspended' and (users.suspended_until is null or users.suspended_until > now())`,
  deleted: `users.status = 'deleted'`,
}

type Seen = Pick<PeopleFilter, 'seenAfter' | 'seenBefore'>

/** Of rows of last_seen those from that time. */
export function seenBetween<Rows extends ChainableContract>(
  rows: Rows,
  { seenAfter, seenBefore }: Seen
): Rows {
  if (seenAfter) rows.where('last_seen.at', '>=', seenAfter.toJSDate())
  if (seenBefore) rows.where('last_seen.at', '<', seenBefore.toJSDate())
  return rows
}

/** Those whom the filter finds. The query joins last_seen. */
export function filterPeople(people: People, filter: PeopleFilter) {
  const { q, status, confirmed } = filter
  if (q) named(people, q)

  if (status) people.whereRaw(WITH_STATUS[status])
  if (confirmed === true) people.whereNotNull('users.email_verified_at')
  if (confirmed === false) people.whereNull('users.email_verified_at')
  return seenBetween(people, filter)
}
