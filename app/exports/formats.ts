/** How a list can be written down whole. */
export const LIST_FORMATS = {
  csv: { type: 'text/csv; charset=utf-8; header=present', extension: 'csv' },
  jsonl: { type: 'application/x-ndjson', extension: 'jsonl' },
} as const

export type ListFormat = keyof typeof LIST_FORMATS

export const LIST_FORMAT_NAMES = Object.keys(LIST_FORMATS) as ListFormat[]

/** Without their parameters, as /openapi.json names them. */
export const LIST_MEDIA_TYPES = Object.values(LIST_FORMATS).map(({ type }) => type.split(';')[0])

/** What /openapi.json says of a list that has them. */
export const FORMATS_IN_WORDS =
  'With `format`, all that the filter finds comes as a file, one event a line, and that you have it is recorded; `perPage` and `after` do not count then.'
