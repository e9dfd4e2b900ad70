import db from '@adonisjs/lucid/services/db'
import type { LucidModel, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { cursorFor, readCursor } from '#http/cursor'

export type PageWish = {
  page?: number
  perPage?: number
  /** A `nextCursor`: what comes after that page, whatever was added or taken away before it since. */
  after?: string
}

const PER_PAGE = 20

/**
 * A page of rows that have a uuid and a `created_at`, in two statements. Pages are numbered, and each says where it
 * ended as well.
 * @param list names the list: a cursor is good for no other
 * @throws Problem validation_failed for a cursor of another list
 */
export async function newestFirst<Model extends LucidModel>(
  list: string,
  rows: ModelQueryBuilderContract<Model, InstanceType<Model>>,
  { page = 1, perPage = PER_PAGE, after }: PageWish
) {
  const cursor = after ? readCursor(list, after) : null
  const [{ $extras: counted }] = await rows.clone().clearSelect().count('* as total')
  const total = Number(counted.total)

  const query = rows
    .clone()
    .select('*')
    .select(db.raw('created_at::text as sorted_by'))
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(perPage + 1)
  if (cursor)
    query.whereRaw('(created_at, id) < (?::timestamptz, ?::uuid)', [cursor.value, cursor.id])
  else query.offset((page - 1) * perPage)
  const found = await query

  const last = found.length > perPage ? found[perPage - 1] : undefined
  const meta = {
    total,
    perPage,
    currentPage: after ? null : page,
    lastPage: Math.max(Math.ceil(total / perPage), 1),
    nextCursor: last
      ? cursorFor(list, { value: last.$extras.sorted_by, id: String(last.$primaryKeyValue) })
      : null,
  }
  return { rows: found.slice(0, perPage), meta }
}
