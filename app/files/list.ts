import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { retention } from '#config/service/retention'
import File from '#models/file'
import FileShare from '#models/file_share'
import type User from '#models/user'
import { cursorFor, readCursor } from '#http/cursor'
import { type FileListName, type FileOrder, orderOf } from '#files/order'
import { type List, numberedPage, pageAfter } from '#files/list_pages'
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

const PER_PAGE = 20

/** A file past its time in the bin is gone, whether files:prune has run or not. */
const inBin = (files: Query) =>
  files.whereRaw('files.deleted_at > now() - make_interval(days => ?)', [retention.binnedFiles])

function listOf(name: FileListName, user: User, q?: string): List {
  const isUsual = name === 'mine' && !q
  if (name === 'shared') return { rows: FileShare.readBy(user), files: File.withShare(), isUsual }
  const files = File.ownedBy(user)
  if (name === 'bin') inBin(files)
  else files.whereNull('files.deleted_at')
  return { rows: files.clone(), files, isUsual }
}

/**
 * A page of somebody's files: the first in one statement, any other in two. Pages are numbered, but each also returns a
 * cursor: continuing from it misses and repeats nothing while other files come and go.
 * @throws Problem validation_failed for a cursor of another list
 */
export async function listFiles(
  name: FileListName,
  user: User,
  { q, sort, page = 1, perPage = PER_PAGE, after }: FileListWish = {}
): Promise<FilePage> {
  const order = orderOf(name, sort)
  const listName = `${name} ${order.name}`
  const list = listOf(name, user, q)
  // eslint-disable-next-line sql/static -- orders are chosen from a list
  if (q) list.rows.whereRaw(`${order.searched} like without_accents(fold_case(?))`, [containing(q)])
  const cursor = after ? readCursor(listName, after) : null

  const { files, total, hasMore } = cursor
    ? await pageAfter(list, order, cursor, perPage)
    : await numberedPage(list, order, page, perPage)
  const last = hasMore ? files.at(-1) : null
  return {
    files,
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
