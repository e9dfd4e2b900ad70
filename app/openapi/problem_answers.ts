import type { AuditedRoute } from '#access/audited_route'
import { receptionOf } from '#access/matrix'
import { takesIdempotencyKey } from '#access/idempotency'
import { SITUATION_NAMES } from '#access/situations'
import { type ProblemCode, STATUSES } from '#exceptions/catalogue/kinds'
import type { EndpointDescription } from '#openapi/endpoint'

/** Possible for every request, before anything else looks at it. */
const ALWAYS: ProblemCode[] = [
  'bad_request',
  'too_many_requests',
  'headers_too_large',
  'internal_error',
  'unavailable',
]

/** Possible for every request with a body. */
const OF_BODIES: ProblemCode[] = [
  'request_timeout',
  'payload_too_large',
  'unsupported_media_type',
  'validation_failed',
]

/** What the checks of the route may answer, for any state of a credential: the access matrix. */
function ofGate(route: AuditedRoute) {
  const receptions = SITUATION_NAMES.map((situation) => receptionOf(route, situation))
  return receptions.flatMap((reception) =>
    reception.kind === 'refused' ? [reception.code as ProblemCode] : []
  )
}

/** Every possible problem, by status. */
export function problemsOf(
  route: AuditedRoute,
  { query, versioned, ofSignIn, problems = [] }: EndpointDescription
) {
  const codes = new Set<ProblemCode>([
    ...ALWAYS,
    ...ofGate(route),
    ...(route.path.includes(':') ? (['not_found'] as const) : []),
    ...(query ? (['validation_failed'] as const) : []),
    ...(versioned ? (['precondition_failed'] as const) : []),
    ...(ofSignIn ? (['forbidden'] as const) : []),
    ...(route.isSafe ? [] : OF_BODIES),
    ...(takesIdempotencyKey(route.route) ? (['conflict'] as const) : []),
    ...problems,
  ])
  const all = Object.keys(STATUSES) as ProblemCode[]
  return Map.groupBy(
    all.filter((code) => codes.has(code)),
    (code) => STATUSES[code]
  )
}
