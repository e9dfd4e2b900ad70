import vine from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'
import type { AuditedRoute } from '#access/audited_route'
import { deprecationHeaders, deprecationOf } from '#access/deprecation'
import { takesIdempotencyKey } from '#access/idempotency'
import type { EndpointDescription } from '#openapi/endpoint'
import { exampleOf } from '#openapi/examples'
import { problemsOf } from '#openapi/problem_answers'
import { problemAnswer } from '#openapi/problem_components'
import { CURSOR_META, PAGE_META, type Schema, type Schemas } from '#openapi/schemas'

const DESCRIPTIONS: Record<number, string> = {
  200: 'Done.',
  201: 'Made.',
  202: 'Taken in hand.',
  204: 'Done; there is nothing to say.',
  206: 'A part of it.',
  302: 'A browser is led to the page of the link.',
  304: 'It is what the client has.',
}

const header = (name: string) => ({ $ref: `#/components/headers/${name}` })

const HEADERS = {
  'X-Request-Id': header('RequestId'),
  'RateLimit': header('RateLimit'),
  'RateLimit-Policy': header('RateLimitPolicy'),
}

/** Few routes have them, so they are written inline. */
function deprecationIn({ route }: AuditedRoute) {
  const deprecation = deprecationOf(route)
  const said = Object.entries(deprecation ? deprecationHeaders(deprecation) : {})
  return Object.fromEntries(
    said.map(([name, value]) => [name, { schema: { type: 'string', examples: [value] } }])
  )
}

const headersOf = (
  route: AuditedRoute,
  { list, located, versioned }: EndpointDescription,
  status: number
) => ({
  ...HEADERS,
  ...deprecationIn(route),
  ...(list && { Link: header('Link') }),
  ...(located && status !== 200 && { Location: header('Location') }),
  ...(versioned && route.method !== 'DELETE' && { ETag: header('ETag') }),
  ...(status === 206 && { 'Content-Range': header('ContentRange') }),
  ...(takesIdempotencyKey(route.route) && { 'Idempotent-Replayed': header('IdempotentReplayed') }),
})

const schemaOf = (shape: NonNullable<EndpointDescription['answer']>) =>
  'schema' in shape && 'toJSONSchema' in shape.schema
    ? (shape.schema as SchemaTypes)
    : vine.object(shape as Record<string, SchemaTypes>)

/** A list with numbered pages also says how many there are. */
const metaOf = (query: EndpointDescription['query']) =>
  query && !query.toJSONSchema().properties?.page ? CURSOR_META : PAGE_META

/** `{ data }`, or `{ data, meta }` for a list. */
function envelopeOf(
  { answer, list, query }: EndpointDescription,
  schemas: Schemas
): Schema | undefined {
  const shape = list ?? answer
  if (!shape) return undefined
  const one = schemas.add(schemaOf(shape).toJSONSchema())
  return list
    ? {
        type: 'object',
        properties: { data: { type: 'array', items: one }, meta: schemas.add(metaOf(query)) },
        required: ['data', 'meta'],
      }
    : { type: 'object', properties: { data: one }, required: ['data'] }
}

/** OpenAPI 3.1 cannot describe the contents of a stream: `x-event-data` is the schema of the `data` of each event. */
function streamOf(events: NonNullable<EndpointDescription['events']>, schemas: Schemas) {
  const data = schemas.add(schemaOf(events).toJSONSchema())
  const told = JSON.stringify(exampleOf(data, schemas.components))
  const example = `retry: 3000\n\nid: eyJtZXNz…\n\ndata: ${told}\n\nid: eyJtZXNz…\n\n`
  return {
    'text/event-stream': { 'schema': { type: 'string' }, example, 'x-event-data': data },
  }
}

function contentOf(endpoint: EndpointDescription, schemas: Schemas) {
  if (endpoint.bytes) return { '*/*': { schema: {} } }
  if (endpoint.events) return streamOf(endpoint.events, schemas)
  const schema = envelopeOf(endpoint, schemas)
  if (!schema) return undefined
  const others = endpoint.otherTypes?.map((type) => [type, { schema: { type: 'string' } }]) ?? []
  return {
    'application/json': { schema, example: exampleOf(schema, schemas.components) },
    ...(Object.fromEntries(others) as Record<string, object>),
  }
}

export function statusesOf({ method, isSafe }: AuditedRoute, endpoint: EndpointDescription) {
  const { status, answer, list, bytes, events, versioned } = endpoint
  if (status !== undefined) return [status].flat()
  if (!answer && !list && !bytes && !events) return [204]
  if (isSafe && versioned) return [200, 304]
  return [method === 'POST' ? 201 : 200]
}

const BODILESS = [204, 302, 304]

/** Every possible answer, by status. */
export function answersOf(route: AuditedRoute, endpoint: EndpointDescription, schemas: Schemas) {
  const content = contentOf(endpoint, schemas)
  const good = statusesOf(route, endpoint).map((status) => [
    status,
    {
      description: DESCRIPTIONS[status],
      headers: headersOf(route, endpoint, status),
      ...(content && !BODILESS.includes(status) && { content }),
    },
  ])
  const bad = [...problemsOf(route, endpoint)].map(([status, codes]) => [
    status,
    problemAnswer(codes),
  ])
  return Object.fromEntries([...good, ...bad]) as Record<string, object>
}
