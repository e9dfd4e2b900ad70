import type { PeopleFilter } from '#people/filter'

const ORDERS = {
  'createdAt': { by: 'users.created_at', as: 'timestamptz', direction: 'asc' },
  '-createdAt': { by: 'users.created_at', as: 'timestamptz', direction: 'desc' },
  'username': { by: 'users.username collate "C"', as: 'text', direction: 'asc' },
  '-username': { by: 'users.username collate "C"', as: 'text', direction: 'desc' },
  'lastSeenAt': { by: 'last_seen.at', as: 'timestamptz', direction: 'asc' },
  '-lastSeenAt': { by: 'last_seen.at', as: 'timestamptz', direction: 'desc' },
} as const

export type PeopleOrder = keyof typeof ORDERS

export const PEOPLE_ORDERS = Object.keys(ORDERS) as PeopleOrder[]

/** By default the newest come first; with a last-seen filter, those seen last. */
export const usualOrder = ({ seenAfter, seenBefore }: PeopleFilter): PeopleOrder =>
  seenAfter || seenBefore ? '-lastSeenAt' : '-createdAt'

/** The index of last_seen includes the id, so that nothing has to be sorted that is not read. */
export function peopleOrderOf(name: PeopleOrder) {
  const order = ORDERS[name]
  return { ...order, id: order.by === 'last_seen.at' ? 'last_seen.user_id' : 'users.id' }
}
