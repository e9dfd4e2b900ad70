import db from '@adonisjs/lucid/services/db'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import type { Position } from '#http/cursor'
import User from '#models/user'
import { filterPeople, type PeopleFilter, seenBetween } from '#people/filter'
import type { peopleOrderOf } from '#people/order'

/**
 * No index serves a last-seen filter in any other order. If either that filter or the rest finds few people, these are
 * read and sorted. If both find many, a page looks at only so many people in the order of the list: it may come out
 * short, and the next page continues from there.
 */
export const walk = { few: 2_500, rows: 5_000 }

type Order = ReturnType<typeof peopleOrderOf>
type People = ModelQueryBuilderContract<typeof User>

/** Restricts people to those after a position in an order. */
export function goOnAfter(people: People, { by, as, id, direction }: Order, position: Position) {
  const beyond = direction === 'asc' ? '>' : '<'
  // eslint-disable-next-line sql/static -- orders are chosen from a list
  people.whereRaw(`(${by}, ${id}) ${beyond} (?::${as}, ?::int)`, [position.value, position.id])
}

/** Where a page stops looking; null if the list ends first. */
async function endOfWalk(order: Order, after?: Position): Promise<Position | null> {
  const { by, id, direction } = order
  const people = User.query()
  if (after) goOnAfter(people, order, after)
  // eslint-disable-next-line sql/static -- the same
  people.select('users.id', db.raw(`(${by})::text as sorted_by`))
  // eslint-disable-next-line sql/static -- the same
  people.orderByRaw(`${by} ${direction}, ${id} ${direction}`)
  const end = await people.offset(walk.rows - 1).first()
  return end && { value: end.$extras.sorted_by, id: String(end.id) }
}

/** The ids in these rows, if they are few. */
async function idsOfFew(rows: Promise<{ id: number }[]>) {
  const found = await rows
  return found.length <= walk.few ? found.map(({ id }) => id) : null
}

const seenThen = (filter: PeopleFilter) =>
  seenBetween(db.from('last_seen').select('user_id as id'), filter)
    .orderBy('at')
    .limit(walk.few + 1)

async function foundOtherwise({ seenAfter, seenBefore, ...filter }: PeopleFilter) {
  const isAnyone = Object.values(filter).every((value) => value === undefined || value === '')
  if (isAnyone) return null
  return idsOfFew(
    filterPeople(User.query(), filter)
      .select('users.id')
      .limit(walk.few + 1)
      .exec()
  )
}

/**
 * Keeps a page from reading people without end.
 * @returns where it stops looking, if anywhere
 */
export async function bound(people: People, filter: PeopleFilter, order: Order, after?: Position) {
  const isSeenFilter = filter.seenAfter !== undefined || filter.seenBefore !== undefined
  if (!isSeenFilter || order.by === 'last_seen.at') return null
  const ids = (await idsOfFew(seenThen(filter).exec())) ?? (await foundOtherwise(filter))
  if (ids) {
    people.whereRaw('users.id = any(?::int[])', [ids])
    return null
  }
  const end = await endOfWalk(order, after)
  const upTo = order.direction === 'asc' ? '<=' : '>='
  if (end)
    // eslint-disable-next-line sql/static -- the same
    people.whereRaw(`(${order.by}, ${order.id}) ${upTo} (?::${order.as}, ?::int)`, [
      ...[end.value, end.id],
    ])
  return end
}
