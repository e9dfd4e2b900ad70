import type Event from '#models/event'
import { canonicalLogin } from '#names/identifiers'
import { problems } from '#exceptions/problem'
import User from '#models/user'
import type { EventsOf } from '#history/find'

/** Usernames by account id. */
export type Names = ReadonlyMap<number, string>

/** The current names of the people whom events are about, and of those who acted. */
export async function namesIn(events: Event[]): Promise<Names> {
  const ids = events.flatMap(({ userId, actorId }) => [userId, actorId]).filter((id) => id !== null)
  const users = await User.query()
    .select('id', 'username')
    .whereIn('id', [...new Set(ids)])
  return new Map(users.map(({ id, username }) => [id, username]))
}

/**
 * Whose events to find for a person named by username or email address, or for no name; null if there is no such
 * person. A scrubbed account has a username that nobody could have chosen, so it is taken as it is.
 */
export async function findEventsOf(person: string | undefined): Promise<EventsOf | null> {
  if (!person) return 'everybody'
  const name = canonicalLogin(person) ?? person
  const user = await User.query().where('username', name).orWhere('email', name).first()
  return user && { person: user.id }
}

/** @throws Problem validation_failed if there is no such person */
export async function eventsOf(person: string | undefined): Promise<EventsOf> {
  const whose = await findEventsOf(person)
  if (!whose) throw problems.brokenRule('person.known')
  return whose
}
