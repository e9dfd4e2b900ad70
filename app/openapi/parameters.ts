import type { AuditedRoute } from '#access/audited_route'
import { takesIdempotencyKey } from '#access/idempotency'
import { rowId } from '#words/ids/row_id'
import { uuid } from '#words/ids/uuid'
import type { EndpointDescription } from '#openapi/endpoint'
import { exampleOf } from '#openapi/examples'
import type { Schema } from '#openapi/schemas'

/** The formats of ids: see where('id', …). */
const FORMS = new Map<RegExp | undefined, Schema>([
  [uuid.match, { type: 'string', format: 'uuid' }],
  [rowId.match, { type: 'integer', minimum: 1 }],
])

/** Path parameters, in the format that the route declares. */
const ofPath = ({ path, route }: AuditedRoute) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => {
    const form = route.matchers[name]?.match
    const schema = FORMS.get(form) ?? { type: 'string', ...(form && { pattern: form.source }) }
    return { name, in: 'path', required: true, schema, example: exampleOf(schema, {}) }
  })

/** Query parameters, which are all text: a number may be written in digits. */
function ofQuery({ query }: EndpointDescription) {
  const { properties = {}, required = [] } = (query?.toJSONSchema() ?? {}) as Schema
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }))
}

/** Lets a repeated request be executed once. */
const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A new one for each thing that is to be made, such as a UUID. Sent again with the same key within a day, the request is not done again, and the answer is the same.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

/** Sent by a client that reconnects. */
const LAST_EVENT_ID = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The last `id` that was received: goes on from there.',
  schema: { type: 'string' },
}

const precondition = (name: string, description: string) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
})

const IF_NONE_MATCH = precondition(
  'If-None-Match',
  'The `ETag` of what you have: where it is that still, the answer is 304 without a body.'
)

const IF_MATCH = precondition(
  'If-Match',
  'The `ETag` of what you have: where somebody has changed it since, the answer is 412 and nothing is done.'
)

const ofVersions = ({ isSafe }: AuditedRoute, { versioned }: EndpointDescription) =>
  versioned ? [isSafe ? IF_NONE_MATCH : IF_MATCH] : []

export const parametersOf = (route: AuditedRoute, endpoint: EndpointDescription) => [
  ...ofPath(route),
  ...ofQuery(endpoint),
  ...ofVersions(route, endpoint),
  ...(takesIdempotencyKey(route.route) ? [IDEMPOTENCY_KEY] : []),
  ...(endpoint.events ? [LAST_EVENT_ID] : []),
]
