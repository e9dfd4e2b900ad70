import type { AuditedRoute } from '#access/audited_route'
import { takesIdempotencyKey } from '#access/idempotency'
import { takesLink } from '#access/route_access'
import { rowId } from '#words/ids/row_id'
import { uuid } from '#words/ids/uuid'
import { statusesOf } from '#openapi/answers'
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

const header = (name: string, description: string, schema: Schema = { type: 'string' }) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
})

/** Lets a repeated request be executed once. */
const IDEMPOTENCY_KEY = header(
  'Idempotency-Key',
  'A new one for each thing that is to be made, such as a UUID. Sent again with the same key within a day, the request is not done again, and the answer is the same.',
  { type: 'string', minLength: 1, maxLength: 255 }
)

/** Sent by a client that reconnects. */
const LAST_EVENT_ID = header(
  'Last-Event-ID',
  'The last `id` that was received: goes on from there.'
)

const IF_NONE_MATCH = header(
  'If-None-Match',
  'The `ETag` of what you have: where it is that still, the answer is 304 without a body.'
)

const IF_MATCH = header(
  'If-Match',
  'The `ETag` of what you have: where somebody has changed it since, the answer is 412 and nothing is done.'
)

const OF_PARTS = [
  header(
    'Range',
    'One range of bytes, such as `bytes=1024-`: the answer is 206, or 416 where there are none of them.'
  ),
  header(
    'If-Range',
    'The `ETag` of the part that you have: if the file has changed since, `Range` is ignored.'
  ),
]

const LINK_PASSWORD = header(
  'Link-Password',
  "The password of a link that has one, in UTF-8, or as `UTF-8''caf%C3%A9` where only ASCII can be sent."
)

const ofVersions = ({ isSafe }: AuditedRoute, { versioned }: EndpointDescription) =>
  versioned ? [isSafe ? IF_NONE_MATCH : IF_MATCH] : []

const ofParts = (route: AuditedRoute, endpoint: EndpointDescription) =>
  statusesOf(route, endpoint).includes(206) ? OF_PARTS : []

export const parametersOf = (route: AuditedRoute, endpoint: EndpointDescription) => [
  ...ofPath(route),
  ...ofQuery(endpoint),
  ...ofVersions(route, endpoint),
  ...ofParts(route, endpoint),
  ...(takesLink(route.access) ? [LINK_PASSWORD] : []),
  ...(takesIdempotencyKey(route.route) ? [IDEMPOTENCY_KEY] : []),
  ...(endpoint.events ? [LAST_EVENT_ID] : []),
]
