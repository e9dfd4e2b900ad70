import db from '@adonisjs/lucid/services/db'
import { cursorFor, readCursor } from '#http/cursor'
import type User from '#models/user'
import { everybody } from '#people/find'
import { filterPeople, type PeopleFilter } from '#people/filter'
import { type PeopleOrder, peopleOrderOf, USUAL_ORDER } from '#people/order'

export type PeopleWish = PeopleFilter & {
  sort?: PeopleOrder
  perPage?: number
  /** A `nextCursor`: what comes after that page. */
  after?: string
}

export type PeoplePage = { people: User[]; meta: { perPage: number; nextCursor: string | null } }

const PER_PAGE = 20

/**
 * A page of people, in one statement, however many there are: it is counted by nobody how many that is. What is asked
 * for after a page misses no one and repeats no one while others come and go.
 * @throws Problem validation_failed for a cursor of another order
 */
export async function listPeople({
  sort = USUAL_ORDER,
  perPage = PER_PAGE,
  after,
  ...filter
}: PeopleWish): Promise<PeoplePage> {
  const { by, as, id, direction } = peopleOrderOf(sort)
  const listName = `people ${sort}`
  const query = filterPeople(everybody(), filter)
  query
    // eslint-disable-next-line sql/static -- orders are chosen from a list
    .select(db.raw(`(${by})::text as sorted_by`))
    // eslint-disable-next-line sql/static -- the same
    .orderByRaw(`${by} ${direction}, ${id} ${direction}`)
  if (after) {
    const { value, id: lastId } = readCursor(listName, after)
    const beyond = direction === 'asc' ? '>' : '<'
    // eslint-disable-next-line sql/static -- the same
    query.whereRaw(`(${by}, ${id}) ${beyond} (?::${as}, ?::int)`, [value, lastId])
  }

  const found = await query.limit(perPage + 1)
  const people = found.slice(0, perPage)
  const last = found.length > perPage ? people.at(-1) : undefined
  const position = last && { value: last.$extras.sorted_by, id: String(last.id) }
  return { people, meta: { perPage, nextCursor: position ? cursorFor(listName, position) : null } }
}
