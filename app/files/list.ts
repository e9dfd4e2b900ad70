import db from '@adonisjs/lucid/services/db'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import type File from '#models/file'
import { cursorFor, readCursor } from '#files/cursor'
import type User from '#models/user'

export type FileListName = 'mine' | 'shared' | 'bin'
export type FileOrder = keyof typeof ORDERS

export type FileListWish = {
  /** What the name is to contain, in any case. */
  q?: string
  sort?: FileOrder
  page?: number
  perPage?: number
  /** A `nextCursor`: what comes after that page, whatever was added or taken away before it since. */
  after?: string
}

/** A page of a list, as transformers and pages take it. */
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

/** Names are sorted as people read them, whatever their case. */
const NAME = { by: 'lower(files.name)', as: 'text' }
const SIZE = { by: 'files.size', as: 'bigint' }
const CREATED_AT = { by: 'files.created_at', as: 'timestamptz' }

const ORDERS = {
  'name': { ...NAME, direction: 'asc' },
  '-name': { ...NAME, direction: 'desc' },
  'size': { ...SIZE, direction: 'asc' },
  '-size': { ...SIZE, direction: 'desc' },
  'createdAt': { ...CREATED_AT, direction: 'asc' },
  '-createdAt': { ...CREATED_AT, direction: 'desc' },
} as const

export const FILE_ORDERS = Object.keys(ORDERS) as FileOrder[]

/** What somebody looks for first came into the list last: each list has its own time for that. */
const USUAL_ORDERS = {
  mine: { name: '-createdAt', ...ORDERS['-createdAt'] },
  bin: { name: '-deletedAt', by: 'files.deleted_at', as: 'timestamptz', direction: 'desc' },
  shared: { name: '-sharedAt', by: 'file_shares.created_at', as: 'timestamptz', direction: 'desc' },
} as const

const orderOf = (list: FileListName, sort?: FileOrder) =>
  sort ? { name: sort, ...ORDERS[sort] } : USUAL_ORDERS[list]

const PER_PAGE = 20

const LISTS: Record<FileListName, (query: Query, user: User) => Query> = {
  mine: (query, user) => query.where('files.owner_id', user.id).whereNull('files.deleted_at'),
  bin: (query, user) => query.where('files.owner_id', user.id).whereNotNull('files.deleted_at'),
  shared: (query, user) =>
    query
      .whereNot('files.owner_id', user.id)
      .whereNotNull('file_shares.id')
      .whereNull('files.deleted_at'),
}

/** `%`, `_` and `\` stand for themselves. */
const containing = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** One more than asked for, if there is one. */
function pageOf(
  matching: Query,
  listName: string,
  { by, as, direction }: ReturnType<typeof orderOf>,
  { page, perPage, after }: { page: number; perPage: number; after?: string }
) {
  matching
    // eslint-disable-next-line sql/static -- orders are chosen from a list
    .select(db.raw(`(${by})::text as sorted_by`))
    // eslint-disable-next-line sql/static -- the same
    .orderByRaw(`${by} ${direction}, files.id ${direction}`)
    .limit(perPage + 1)
  if (!after) return matching.offset((page - 1) * perPage)

  const { value, id } = readCursor(listName, after)
  const beyond = direction === 'asc' ? '>' : '<'
  // eslint-disable-next-line sql/static -- the same
  return matching.whereRaw(`(${by}, files.id) ${beyond} (?::${as}, ?::uuid)`, [value, id])
}

/**
 * A page of somebody's files, in two statements. Pages are numbered, and each says where it ended as well: what is
 * asked for after that misses no file and repeats none while others come and go.
 * @param files each with what the user is to it
 * @throws Problem validation_failed for a cursor of another list
 */
export async function listFiles(
  files: Query,
  name: FileListName,
  user: User,
  { q, sort, page = 1, perPage = PER_PAGE, after }: FileListWish
): Promise<FilePage> {
  const order = orderOf(name, sort)
  const listName = `${name} ${order.name}`
  const matching = LISTS[name](files, user)
  if (q) matching.whereILike('files.name', containing(q))

  const [{ $extras: counted }] = await matching.clone().clearSelect().count('* as total')
  const total = Number(counted.total)
  const found = await pageOf(matching, listName, order, { page, perPage, after })
  const last = found.length > perPage ? found[perPage - 1] : null
  return {
    files: found.slice(0, perPage),
    meta: {
      total,
      perPage,
      currentPage: after ? null : page,
      lastPage: Math.max(Math.ceil(total / perPage), 1),
      nextCursor: last && cursorFor(listName, { value: last.$extras.sorted_by, id: last.id }),
    },
  }
}
