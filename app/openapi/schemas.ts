import { STATUSES } from '#exceptions/catalogue/kinds'

/** A schema of the document: JSON Schema 2020-12. */
export type Schema = {
  [keyword: string]: unknown
  title?: string
  properties?: Record<string, Schema>
  required?: string[]
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Keywords whose values are schemas by name. */
const OF_NAMES = ['properties', '$defs']

/** Not published: a field that is added later must not break clients. */
const UNTOLD = 'additionalProperties'

/** Named schemas, each once. */
export class Schemas {
  readonly components: Record<string, Schema> = {}

  /** Returns the schema with a reference for each part that has a title. */
  add(schema: object): Schema {
    const told = this.#inside(schema as Schema)
    const { title } = told
    if (!title) return told
    this.components[title] ??= told
    return { $ref: `#/components/schemas/${title}` }
  }

  #inside(schema: Schema): Schema {
    const entries = Object.entries(schema).filter(([name, value]) => name !== UNTOLD || value)
    return Object.fromEntries(entries.map(([name, value]) => [name, this.#told(name, value)]))
  }

  #told(keyword: string, value: unknown): unknown {
    if (OF_NAMES.includes(keyword))
      return Object.fromEntries(
        Object.entries(value as Record<string, Schema>).map(([key, one]) => [key, this.add(one)])
      )
    if (keyword === 'items' && isSchema(value)) return this.add(value)
    return keyword === 'anyOf' || keyword === 'oneOf'
      ? (value as Schema[]).map((one) => this.add(one))
      : value
  }
}

const string = { type: 'string' } as const
const count = { type: 'integer', minimum: 0 } as const

/** RFC 9457, as the HTTP contract uses it. */
export const PROBLEM: Schema = {
  type: 'object',
  description: 'An error (RFC 9457). `code` is stable; `title` and `detail` are for people.',
  properties: {
    type: { ...string, format: 'uri', examples: ['urn:gatehouse:problem:not_found'] },
    title: { ...string, examples: ['Not found'] },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { ...string, examples: ['There is nothing here.'] },
    code: {
      ...string,
      'description': 'What clients go by. More may come: treat what you do not know by its status.',
      'examples': ['not_found'],
      // Not `enum`: today's clients must not fail on tomorrow's codes.
      'x-extensible-enum': Object.keys(STATUSES),
    },
    requestId: { ...string, description: 'Name it when you ask for help.' },
    reason: {
      type: ['string', 'null'],
      description: 'Of `account_suspended`: why, if somebody said so.',
    },
    until: {
      type: ['string', 'null'],
      format: 'date-time',
      description: 'Of `account_suspended`: until when. Null is until somebody ends it.',
    },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: string, rule: string, message: string },
        required: ['field', 'rule', 'message'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
}

/** The `meta` of a list with numbered pages. */
export const PAGE_META: Schema = {
  title: 'PageMeta',
  type: 'object',
  properties: {
    total: count,
    perPage: { type: 'integer', minimum: 1, maximum: 100 },
    currentPage: {
      type: ['integer', 'null'],
      minimum: 1,
      description: 'Null where the page was asked for by a cursor.',
    },
    lastPage: { type: 'integer', minimum: 1 },
    nextCursor: {
      type: ['string', 'null'],
      description: 'Send it as `after` for the next page. Null on the last one.',
      examples: ['eyJtZXNzYWdlIjpbIiIsIjM2Il0sInB1cnBvc2UiOiJsaXN0IGV2ZW50cyJ9.GMPL…'],
    },
  },
  required: ['total', 'perPage', 'currentPage', 'lastPage', 'nextCursor'],
}

const { perPage, nextCursor } = PAGE_META.properties!

/** The `meta` of a list that is never counted, and read only by cursors. */
export const CURSOR_META: Schema = {
  type: 'object',
  title: 'CursorMeta',
  properties: { perPage, nextCursor },
  required: ['perPage', 'nextCursor'],
}
