import db from '@adonisjs/lucid/services/db'
import type { LucidModel, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { plannedOnce } from '#database/planned_once'
import type File from '#models/file'
import type { Position } from '#http/cursor'
import type { Order } from '#files/order'

type Rows = ModelQueryBuilderContract<LucidModel>

/**
 * The rows in which the list is searched, sorted and counted, and the complete files that they stand for, each with the
 * user's role.
 */
export type List = {
  rows: Rows
  files: ModelQueryBuilderContract<typeof File>
  /** All of one's own, which is what people look at most. */
  isUsual: boolean
}

const opposite = { asc: 'desc', desc: 'asc' } as const

const sorted = ({ by, id }: Order, direction: 'asc' | 'desc') =>
  `${by} ${direction}, ${id} ${direction}`

/**
 * Files of the list from one position on, each with its sort key. Those before it are only counted in an index; just
 * this slice is read in full.
 */
function slice(list: List, order: Order, direction: 'asc' | 'desc', limit: number, offset = 0) {
  const { by, id } = order
  const places = list.rows.clone().clearSelect().select(id).limit(limit).offset(offset)
  // eslint-disable-next-line sql/static -- orders are chosen from a list
  places.orderByRaw(sorted(order, direction))
  return (
    list.files
      .clone()
      // eslint-disable-next-line sql/static -- the same
      .select(db.raw(`${id} as place`), db.raw(`(${by})::text as sorted_by`))
      .whereIn(id, places)
      // eslint-disable-next-line sql/static -- the same
      .orderByRaw(sorted(order, direction))
  )
}

const countOf = ({ rows }: List) => rows.clone().clearSelect().count('* as total')

async function totalOf(list: List) {
  const [{ $extras: counted }] = await countOf(list)
  return Number(counted.total)
}

/** Where people begin: the one statement also counts. */
async function firstPage(list: List, order: Order, perPage: number) {
  const query = slice(list, order, order.direction, perPage).select(countOf(list).as('total'))
  const files = await (list.isUsual ? plannedOnce(`own files by ${order.name}`, query) : query)
  const total = Number(files[0]?.$extras.total ?? 0)
  return { files, total, hasMore: total > perPage }
}

/** Reads from the nearer end, so that the last page costs no more than the first. */
export async function numberedPage(list: List, order: Order, page: number, perPage: number) {
  if (page === 1) return firstPage(list, order, perPage)
  const total = await totalOf(list)
  const offset = (page - 1) * perPage
  if (offset >= total) return { files: [], total, hasMore: false }

  const length = Math.min(perPage, total - offset)
  const rest = total - offset - length
  if (offset <= rest) {
    const files = await slice(list, order, order.direction, length, offset)
    return { files, total, hasMore: rest > 0 }
  }
  const files = await slice(list, order, opposite[order.direction], length, rest)
  return { files: files.reverse(), total, hasMore: rest > 0 }
}

/** Reads one more than requested, to see whether there is a next page. */
export async function pageAfter(list: List, order: Order, cursor: Position, perPage: number) {
  const { by, id, as, direction } = order
  const beyond = direction === 'asc' ? '>' : '<'
  const rows = list.rows
    .clone()
    // eslint-disable-next-line sql/static -- the same
    .whereRaw(`(${by}, ${id}) ${beyond} (?::${as}, ?::uuid)`, [cursor.value, cursor.id])
  const found = await slice({ ...list, rows }, order, direction, perPage + 1)
  const total = await totalOf(list)
  return { files: found.slice(0, perPage), total, hasMore: found.length > perPage }
}
