export type FileListName = keyof typeof USUAL_ORDERS
export type FileOrder = keyof typeof ORDERS

/** Names are sorted and searched whatever their case, and whatever the locale of the database. */
const NAME = { by: 'files.folded_name', as: 'text' }
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

export const orderOf = (list: FileListName, sort?: FileOrder) =>
  sort ? { name: sort, ...ORDERS[sort] } : USUAL_ORDERS[list]

export type Order = ReturnType<typeof orderOf>
