import FileLink from '#models/file_link'
import FileShare from '#models/file_share'
import type User from '#models/user'
import { containing } from '#words/text'

const FIELDS = ['createdAt', 'name'] as const

type Field = (typeof FIELDS)[number]

export type OwnOrder = Field | `-${Field}`

export const OWN_ORDERS = FIELDS.flatMap((field) => [field, `-${field}`] as OwnOrder[])

export type OwnListWish = {
  /** A part of the file's name: see listFiles(). */
  q?: string
  /** By the name of the file, or by when it was shared. */
  sort?: OwnOrder
}

const USUAL: OwnOrder = '-createdAt'

const directionOf = (sort: OwnOrder): 'asc' | 'desc' => (sort.startsWith('-') ? 'desc' : 'asc')

/** The order for pageOf(). */
const orderOf = (sort: OwnOrder, name: string, createdAt: string, id: string) => ({
  by: sort.endsWith('name') ? name : createdAt,
  as: sort.endsWith('name') ? ('text' as const) : ('timestamptz' as const),
  direction: directionOf(sort),
  id,
})

export const orderOfShares = ({ sort = USUAL }: OwnListWish) =>
  orderOf(sort, 'file_sorted_name', 'created_at', 'id')

export const orderOfLinks = ({ sort = USUAL }: OwnListWish) =>
  orderOf(sort, 'files.sorted_name', 'file_links.created_at', 'file_links.id')

/** Everybody who may open files of this person, except those in the bin. */
export function ownShares({ id }: User, { q, sort }: OwnListWish) {
  const { by, direction } = orderOfShares({ sort })
  const shares = FileShare.live().where({ file_owner_id: id, file_is_there: true })
  if (q) shares.whereRaw('file_folded_name like without_accents(fold_case(?))', [containing(q)])
  return shares.orderBy(by, direction).orderBy('id', direction).preload('user').preload('file')
}

/** All links to such files. */
export function ownLinks({ id }: User, { q, sort }: OwnListWish) {
  const { by, direction } = orderOfLinks({ sort })
  const links = FileLink.live()
    .select('file_links.*')
    .join('files', 'files.id', 'file_links.file_id')
    .where('files.owner_id', id)
    .whereNull('files.deleted_at')
  if (q) links.whereRaw('files.folded_name like without_accents(fold_case(?))', [containing(q)])
  return links.orderBy(by, direction).orderBy('file_links.id', direction).preload('file')
}
