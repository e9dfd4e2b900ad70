import db from '@adonisjs/lucid/services/db'
import { cursorFor, readCursor } from '#http/cursor'
import type User from '#models/user'
import { everybody } from '#people/find'
import { filterPeople, type PeopleFilter } from '#people/filter'
import { type PeopleOrder, peopleOrderOf, usualOrder } from '#people/order'
import { bound, goOnAfter } from '#people/walk'

export type PeopleWish = PeopleFilter & {
  sort?: PeopleOrder
  perPage?: number
  /** A `nextCursor`: continues after that page. */
  after?: string
}

export type PeoplePage = { people: User[]; meta: { perPage: number; nextCursor: string | null } }

const PER_PAGE = 20

/**
 * A page of people, which takes the same time however many there are, because they are not counted. Continuing after a
 * page misses and repeats no one while others come and go. A page may be short and still be followed by another: see
 * walk.ts.
 * @throws Problem validation_failed for a cursor of another order
 */
export async function listPeople({
  sort: wanted,
  perPage = PER_PAGE,
  after,
  ...filter
}: PeopleWish): Promise<PeoplePage> {
  const sort = wanted ?? usualOrder(filter)
  const order = peopleOrderOf(sort)
  const listName = `people ${sort}`
  const query = filterPeople(everybody(), filter)
  query
    // eslint-disable-next-line sql/static -- orders are chosen from a list
    .select(db.raw(`(${order.by})::text as sorted_by`))
    // eslint-disable-next-line sql/static -- the same
    .orderByRaw(`${order.by} ${order.direction}, ${order.id} ${order.direction}`)
  const position = after ? readCursor(listName, after) : undefined
  if (position) goOnAfter(query, order, position)
  const end = await bound(query, filter, order, position)

  const found = await query.limit(perPage + 1)
  const people = found.slice(0, perPage)
  const last = found.length > perPage ? people.at(-1) : undefined
  const next = last ? { value: last.$extras.sorted_by, id: String(last.id) } : end
  return { people, meta: { perPage, nextCursor: next ? cursorFor(listName, next) : null } }
}
