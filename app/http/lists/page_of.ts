import db from '@adonisjs/lucid/services/db'
import type { LucidModel, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { cursorFor, readCursor } from '#http/cursor'

/** What page of a list is wanted: by its number, or by a `nextCursor` what comes after another one. */
export type PageWish = { page?: number; perPage?: number; after?: string }

/** By what a list is sorted. Rows that are alike in it are in the order of their ids, in the same direction. */
export type ListOrder = {
  /** The column, and of what type it is. */
  by: string
  as?: 'timestamptz' | 'text'
  id?: string
  direction?: 'asc' | 'desc'
}

type Rows<Model extends LucidModel> = ModelQueryBuilderContract<Model, InstanceType<Model>>

const PER_PAGE = 20

/**
 * A page of a list, in two statements. Pages are numbered, and each says where it ended as well: what is asked for after
 * that misses none and repeats none while others come and go.
 * @param list in that order
 * @throws Problem validation_failed for a cursor of another list
 */
export async function pageOf<Model extends LucidModel>(
  list: Rows<Model>,
  { by, as = 'timestamptz', id = 'id', direction = 'desc' }: ListOrder,
  { page = 1, perPage = PER_PAGE, after }: PageWish
) {
  const { table } = list.model
  const name = `${table} ${by} ${direction}`
  const cursor = after ? readCursor(name, after) : null
  const counted = list.clone().clearOrder().clearSelect().count('* as total')
  const [{ total: text }] = await counted.pojo<{ total: string }>()
  const total = Number(text)

  // eslint-disable-next-line sql/static -- the callers choose between columns
  const rows = list.clone().select(`${table}.*`, db.raw(`(${by})::text as sorted_by`))
  const beyond = direction === 'asc' ? '>' : '<'
  if (cursor)
    // eslint-disable-next-line sql/static -- the same
    rows.whereRaw(`(${by}, ${id}) ${beyond} (?::${as}, ?::uuid)`, [cursor.value, cursor.id])
  else rows.offset((page - 1) * perPage)
  const found = await rows.limit(perPage + 1)

  const last = found.length > perPage ? found[perPage - 1] : undefined
  const position = last && { value: last.$extras.sorted_by, id: String(last.$primaryKeyValue) }
  const meta = {
    total,
    perPage,
    currentPage: after ? null : page,
    lastPage: Math.max(Math.ceil(total / perPage), 1),
    nextCursor: position ? cursorFor(name, position) : null,
  }
  return { rows: found.slice(0, perPage), meta }
}

const NEWEST_FIRST = { by: 'created_at' } as const

/** The same of rows in whatever order, that have a uuid and a `created_at`. */
export const newestFirst = <Model extends LucidModel>(rows: Rows<Model>, wish: PageWish) =>
  pageOf(rows.clone().orderBy('created_at', 'desc').orderBy('id', 'desc'), NEWEST_FIRST, wish)
