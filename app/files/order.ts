const FIELDS = ['name', 'size', 'createdAt'] as const

type Field = (typeof FIELDS)[number]

export type FileOrder = Field | `-${Field}`

export const FILE_ORDERS = FIELDS.flatMap((field) => [field, `-${field}`] as FileOrder[])

/** The table in which each list is searched, sorted and counted. */
const TABLES = { mine: 'files', bin: 'files', shared: 'file_shares' } as const

export type FileListName = keyof typeof TABLES

/** The newest entries are what people usually look for. Each list has its own time for that. */
const USUAL_ORDERS = { mine: '-createdAt', bin: '-deletedAt', shared: '-sharedAt' } as const

/** Names are sorted and searched without regard to case, accents or the locale of the database. */
const COLUMNS = {
  files: {
    name: 'files.sorted_name',
    size: 'files.size',
    createdAt: 'files.created_at',
    deletedAt: 'files.deleted_at',
  },
  file_shares: {
    name: 'file_shares.file_sorted_name',
    size: 'file_shares.file_size',
    createdAt: 'file_shares.file_created_at',
    sharedAt: 'file_shares.created_at',
  },
}

const SEARCHED = { files: 'files.folded_name', file_shares: 'file_shares.file_folded_name' }

const TYPES: Record<string, string> = { name: 'text', size: 'bigint' }

export type Order = {
  name: string
  /** SQL: the sort key and its type. Rows with equal keys are sorted by id. */
  by: string
  as: string
  id: string
  direction: 'asc' | 'desc'
  /** SQL: the text that a search looks in. */
  searched: string
}

export function orderOf(list: FileListName, sort?: FileOrder): Order {
  const name = sort ?? USUAL_ORDERS[list]
  const field = name.replace('-', '')
  const table = TABLES[list]
  const columns: Record<string, string> = COLUMNS[table]
  return {
    name,
    by: columns[field],
    as: TYPES[field] ?? 'timestamptz',
    id: `${table}.id`,
    direction: name.startsWith('-') ? 'desc' : 'asc',
    searched: SEARCHED[table],
  }
}
