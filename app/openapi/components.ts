import { SESSION_COOKIE } from '#auth/credential'
import { problemComponents } from '#openapi/problem_components'
import { PROBLEM, type Schemas } from '#openapi/schemas'

const SECURITY_SCHEMES = {
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: SESSION_COOKIE,
    description: 'The session of a browser that signed in.',
  },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: 'X-XSRF-TOKEN',
    description:
      'What the cookie `XSRF-TOKEN` holds, decoded. Asked with the cookie alone, where something is changed.',
  },
  token: {
    type: 'http',
    scheme: 'bearer',
    description: 'An access token of `POST /api/v1/tokens`, or a personal token.',
  },
  link: {
    type: 'apiKey',
    in: 'query',
    name: 'link',
    description:
      'A signed link of `POST /api/v1/files/{id}/links`: send its `url` as it is, which has a `signature` as well.',
  },
}

const text = { type: 'string' }

const HEADERS = {
  RequestId: {
    description: 'The `X-Request-Id` that was sent, or one that was made.',
    schema: text,
  },
  RateLimit: {
    description: 'What is left, and the seconds until all of it is there again.',
    schema: { ...text, examples: ['"writes";r=119;t=60'] },
  },
  RateLimitPolicy: {
    description: 'The limit: how many requests in how many seconds.',
    schema: { ...text, examples: ['"writes";q=120;w=60'] },
  },
  ETag: {
    description: 'The version of what is answered. Send it as `If-Match` or `If-None-Match`.',
    schema: { ...text, examples: ['"lQz6TQmQ6vV1zvXUqM9LX3mZ9yC1pX5cQ2JbVQ7o4wE"'] },
  },
  ContentRange: {
    description: 'Which bytes these are, and how many there are in all.',
    schema: { ...text, examples: ['bytes 1024-4095/4096'] },
  },
  Link: {
    description:
      'Where the pages `first`, `prev`, `next` and `last` are, as far as there are such (RFC 8288).',
    schema: { ...text, examples: ['<https://gatehouse.example/api/v1/files>; rel="first"'] },
  },
  Location: {
    description: 'Where what was made can be seen from now on.',
    schema: {
      ...text,
      format: 'uri-reference',
      examples: ['/api/v1/files/0198f0a6-7a52-7c3e-b2d4-5f6a7b8c9d0e'],
    },
  },
  IdempotentReplayed: {
    description: 'Where the answer is that of an earlier request with the same `Idempotency-Key`.',
    schema: { ...text, enum: ['true'] },
  },
  RetryAfter: {
    description: 'Seconds after which another try makes sense.',
    schema: { type: 'integer', minimum: 1 },
  },
  Challenge: {
    description: 'RFC 6750, 3.',
    schema: { ...text, examples: ['Bearer realm="gatehouse"'] },
  },
}

type Secured = { security: Record<string, unknown>[] }

/** Without files, say, nothing is opened by a link. */
function schemesOf(operations: Secured[]) {
  const asked = new Set(operations.flatMap(({ security }) => security.flatMap(Object.keys)))
  return Object.fromEntries(Object.entries(SECURITY_SCHEMES).filter(([name]) => asked.has(name)))
}

/** Everything that several endpoints refer to. */
export const componentsOf = (operations: Secured[], schemas: Schemas) => ({
  securitySchemes: schemesOf(operations),
  headers: HEADERS,
  schemas: { ...schemas.components, Problem: PROBLEM },
  responses: problemComponents(),
})
