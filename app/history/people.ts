import type Event from '#models/event'
import { canonicalLogin } from '#names/identifiers'
import { problems } from '#exceptions/problem'
import User from '#models/user'
import type { EventsOf } from '#history/find'

/** Usernames by the ids of accounts. */
export type Names = ReadonlyMap<number, string>

/** What those are called today whom events are about, and who did it. */
export async function namesIn(events: Event[]): Promise<Names> {
  const ids = events.flatMap(({ userId, actorId }) => [userId, actorId]).filter((id) => id !== null)
  const users = await User.query()
    .select('id', 'username')
    .whereIn('id', [...new Set(ids)])
  return new Map(users.map(({ id, username }) => [id, username]))
}

/**
 * Whose events somebody looks for who names a person, by username or email address, or nobody; null where there is no
 * such person. The username of an account that was scrubbed is none that anybody could have chosen: it is taken as it is.
 */
export async function findEventsOf(person: string | undefined): Promise<EventsOf | null> {
  if (!person) return 'everybody'
  const name = canonicalLogin(person) ?? person
  const user = await User.query().where('username', name).orWhere('email', name).first()
  return user && { person: user.id }
}

/** @throws Problem validation_failed where there is no such person */
export async function eventsOf(person: string | undefined): Promise<EventsOf> {
  const whose = await findEventsOf(person)
  if (!whose) throw problems.brokenRule('person.known')
  return whose
}
