import db from '@adonisjs/lucid/services/db'
import type { LucidModel, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { retention } from '#config/service/retention'
import File from '#models/file'
import FileShare from '#models/file_share'
import type User from '#models/user'
import { cursorFor, type Position, readCursor } from '#http/cursor'
import { type FileListName, type FileOrder, type Order, orderOf } from '#files/order'
import { containing } from '#words/text'

export type FileListWish = {
  /** A part of the name, ignoring case and accents. */
  q?: string
  sort?: FileOrder
  page?: number
  perPage?: number
  /** A `nextCursor`: continues after that page, whatever was added or removed before it since. */
  after?: string
}

/** A page of a list, as transformers and pages use it. */
export type FilePage = {
  files: File[]
  meta: {
    total: number
    perPage: number
    /** Null after a cursor: what came before may have changed since. */
    currentPage: number | null
    lastPage: number
    nextCursor: string | null
  }
}

type Query = ModelQueryBuilderContract<typeof File>
type Rows = ModelQueryBuilderContract<LucidModel>

const PER_PAGE = 20

/** A file past its time in the bin is gone, whether files:prune has run or not. */
const inBin = (files: Query) =>
  files.whereRaw('files.deleted_at > now() - make_interval(days => ?)', [retention.binnedFiles])

/**
 * The rows in which the list is searched, sorted and counted, and the complete files that they stand for, each with the
 * user's role.
 */
type List = { rows: Rows; files: Query }

function listOf(name: FileListName, user: User): List {
  if (name === 'shared') return { rows: FileShare.readBy(user), files: File.withShare() }
  const files = File.ownedBy(user)
  if (name === 'bin') inBin(files)
  else files.whereNull('files.deleted_at')
  return { rows: files.clone(), files }
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

/** Reads from the nearer end, so that the last page costs no more than the first. */
async function numberedPage(list: List, order: Order, offset: number, count: Count) {
  const { total, perPage } = count
  if (offset >= total) return { files: [], hasMore: false }

  const length = Math.min(perPage, total - offset)
  const rest = total - offset - length
  if (offset <= rest) {
    const files = await slice(list, order, order.direction, length, offset)
    return { files, hasMore: rest > 0 }
  }
  const files = await slice(list, order, opposite[order.direction], length, rest)
  return { files: files.reverse(), hasMore: rest > 0 }
}

type Count = { total: number; perPage: number }

/** Reads one more than requested, to see whether there is a next page. */
async function pageAfter(list: List, order: Order, cursor: Position, perPage: number) {
  const { by, id, as, direction } = order
  const beyond = direction === 'asc' ? '>' : '<'
  const rows = list.rows
    .clone()
    // eslint-disable-next-line sql/static -- the same
    .whereRaw(`(${by}, ${id}) ${beyond} (?::${as}, ?::uuid)`, [cursor.value, cursor.id])
  const found = await slice({ ...list, rows }, order, direction, perPage + 1)
  return { files: found.slice(0, perPage), hasMore: found.length > perPage }
}

/**
 * A page of somebody's files, in two statements. Pages are numbered, but each also returns a cursor: continuing from it
 * misses and repeats nothing while other files come and go.
 * @throws Problem validation_failed for a cursor of another list
 */
export async function listFiles(
  name: FileListName,
  user: User,
  { q, sort, page = 1, perPage = PER_PAGE, after }: FileListWish = {}
): Promise<FilePage> {
  const order = orderOf(name, sort)
  const listName = `${name} ${order.name}`
  const list = listOf(name, user)
  // eslint-disable-next-line sql/static -- the same
  if (q) list.rows.whereRaw(`${order.searched} like without_accents(fold_case(?))`, [containing(q)])
  const cursor = after ? readCursor(listName, after) : null

  const [{ $extras: counted }] = await list.rows.clone().clearSelect().count('* as total')
  const total = Number(counted.total)
  const found = cursor
    ? await pageAfter(list, order, cursor, perPage)
    : await numberedPage(list, order, (page - 1) * perPage, { total, perPage })
  const last = found.hasMore ? found.files.at(-1) : null
  return {
    files: found.files,
    meta: {
      total,
      perPage,
      currentPage: after ? null : page,
      lastPage: Math.max(Math.ceil(total / perPage), 1),
      nextCursor: last
        ? cursorFor(listName, { value: last.$extras.sorted_by, id: last.$extras.place })
        : null,
    },
  }
}
