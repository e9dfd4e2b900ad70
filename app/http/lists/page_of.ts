import db from '@adonisjs/lucid/services/db'
import type { LucidModel, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { cursorFor, readCursor } from '#http/cursor'

/** Which page of a list: by its number, or what follows another page by its `nextCursor`. */
export type PageWish = { page?: number; perPage?: number; after?: string }

/** The order of a list. Rows with equal keys are sorted by id, in the same direction. */
export type ListOrder = {
  /** The column, and its type. */
  by: string
  as?: 'timestamptz' | 'text'
  id?: string
  direction?: 'asc' | 'desc'
}

type Rows<Model extends LucidModel> = ModelQueryBuilderContract<Model, InstanceType<Model>>

const PER_PAGE = 20

/**
 * A page of a list, in two statements. Pages are numbered, but each also returns a cursor: continuing from it misses
 * and repeats nothing while other rows come and go.
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

/** The same, newest first, for rows with a uuid and a `created_at`. */
export const newestFirst = <Model extends LucidModel>(rows: Rows<Model>, wish: PageWish) =>
  pageOf(rows.clone().orderBy('created_at', 'desc').orderBy('id', 'desc'), NEWEST_FIRST, wish)
