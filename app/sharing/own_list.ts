import FileLink from '#models/file_link'
import FileShare from '#models/file_share'
import type User from '#models/user'
import { containing } from '#words/text'

const FIELDS = ['createdAt', 'name'] as const

type Field = (typeof FIELDS)[number]

export type OwnOrder = Field | `-${Field}`

export const OWN_ORDERS = FIELDS.flatMap((field) => [field, `-${field}`] as OwnOrder[])

export type OwnListWish = {
  /** What the name of the file is to contain: see listFiles(). */
  q?: string
  /** By the name of the file, or by when it was shared. */
  sort?: OwnOrder
  page?: number
  perPage?: number
}

const PER_PAGE = 20

const directionOf = (sort: OwnOrder) => (sort.startsWith('-') ? 'desc' : 'asc')

/** Everybody who may open files of somebody that are not in the bin. */
export function ownShares(
  { id }: User,
  { q, sort = '-createdAt', page = 1, perPage = PER_PAGE }: OwnListWish
) {
  const shares = FileShare.live().where({ file_owner_id: id, file_is_there: true })
  if (q) shares.whereRaw('file_folded_name like without_accents(fold_case(?))', [containing(q)])
  return shares
    .orderBy(sort.endsWith('name') ? 'file_sorted_name' : 'created_at', directionOf(sort))
    .orderBy('id', directionOf(sort))
    .preload('user')
    .preload('file')
    .paginate(page, perPage)
}

/** All links that open such files. */
export function ownLinks(
  { id }: User,
  { q, sort = '-createdAt', page = 1, perPage = PER_PAGE }: OwnListWish
) {
  const links = FileLink.live()
    .select('file_links.*')
    .join('files', 'files.id', 'file_links.file_id')
    .where('files.owner_id', id)
    .whereNull('files.deleted_at')
  if (q) links.whereRaw('files.folded_name like without_accents(fold_case(?))', [containing(q)])
  return links
    .orderBy(
      sort.endsWith('name') ? 'files.sorted_name' : 'file_links.created_at',
      directionOf(sort)
    )
    .orderBy('file_links.id', directionOf(sort))
    .preload('file')
    .paginate(page, perPage)
}
