/** The formats in which a whole list can be saved. */
export const LIST_FORMATS = {
  csv: { type: 'text/csv; charset=utf-8; header=present', extension: 'csv' },
  jsonl: { type: 'application/x-ndjson', extension: 'jsonl' },
} as const

export type ListFormat = keyof typeof LIST_FORMATS

export const LIST_FORMAT_NAMES = Object.keys(LIST_FORMATS) as ListFormat[]

/** Without parameters, as /openapi.json names them. */
export const LIST_MEDIA_TYPES = Object.values(LIST_FORMATS).map(({ type }) => type.split(';')[0])

/** What /openapi.json says about a list that offers them. */
export const FORMATS_IN_WORDS =
  'With `format`, all that the filter finds comes as a file, one event a line, and that you have it is recorded; `perPage` and `after` do not count then.'
