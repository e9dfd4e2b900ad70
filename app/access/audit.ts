import type { Router } from '@adonisjs/core/http'
import {
  accessOf,
  confirmationOf,
  declarationsOf,
  isForBrowsers,
  isDeclaration,
  middlewareOf,
  opensSession,
  type Route,
  type RouteAccess,
  type RouteMiddleware,
} from '#access/route_access'
import type { AuditedRoute } from '#access/audited_route'
import { takesIdempotencyKey } from '#access/idempotency'
import { generalLimitOf } from '#limits/general_limit'
import { faultsOf } from '#access/faults'
import { type Face, faceOf } from '#http/face'
import { isSafeMethod } from '#http/safe_method'

/** A route's report in words, for people and for `--json`. */
export type RouteReport = {
  method: string
  path: string
  accepts: string
  csrf: string
  cors: string
  rateLimit: string
  policy: string
  faults: string[]
}

const NONE = '–'
const FACES: Face[] = ['page', 'api', 'oauth', 'file', 'health']

/** Every route of the router, once per method. HEAD is answered by the handler of GET. */
export function auditedRoutes(router: Router): AuditedRoute[] {
  router.commit()
  return Object.values(router.toJSON())
    .flat()
    .flatMap((route) => route.methods.map((method) => audited(route, method)))
    .filter(({ method, route }) => method !== 'HEAD' || !route.methods.includes('GET'))
    .sort((a, b) => FACES.indexOf(a.face) - FACES.indexOf(b.face))
}

const audited = (route: Route, method: string): AuditedRoute => ({
  method,
  path: route.pattern,
  face: faceOf(route.pattern),
  access: accessOf(route),
  confirmation: confirmationOf(route),
  isSafe: isSafeMethod(method),
  route,
})

export function accepts({ access }: Pick<AuditedRoute, 'access'>) {
  if (access.who === 'undeclared') return 'says nothing'
  if (isForBrowsers(access)) return 'anyone, by browser'
  if (access.who !== 'signed-in') return access.who
  const credentials = access.guards.map((guard) => (guard === 'web' ? 'cookie' : 'token'))
  const accepted = [...credentials, ...(access.link ? ['signed link'] : [])].join(', ')
  return access.superUser ? `${accepted} of the super user` : accepted
}

/** Who must send a CSRF token. Tokens are exempt, because no browser attaches them by itself. */
function csrfRule({ access, isSafe }: AuditedRoute) {
  if (isSafe) return NONE
  return opensSession(access) ? 'cookie, form' : 'cookie'
}

/** Which origins may read the answer. */
function corsRule({ access, face }: AuditedRoute) {
  if (face === 'page') return 'none'
  if (isForBrowsers(access)) return 'cookie: listed'
  const isForVisitors = ['api', 'oauth'].includes(face) && access.who === 'anyone'
  return isForVisitors ? 'any, cookie: listed' : 'token: any, cookie: listed'
}

/** The limiter names its middleware after the limit: "signInThrottle" limits "signIn". */
const isRateLimit = ({ name }: RouteMiddleware) => /throttle$/i.test(name ?? '')

/** The limit that counts every request to the face. Reading pages is free. */
function generalLimit({ access, face, isSafe, method }: AuditedRoute) {
  if (face === 'health' || (face === 'page' && isSafe)) return []
  return [generalLimitOf({ method, isSignedIn: access.who === 'signed-in' }).name]
}

function describe({ name = 'unnamed', args }: RouteMiddleware) {
  const text = name.replace(/(.)Throttle$/, '$1')
  if (args === undefined) return text
  return `${text}(${typeof args === 'string' ? args : JSON.stringify(args)})`
}

const listed = (names: string[]) => names.join(', ') || NONE

/** The scope that a personal token needs there. */
const scopeOf = (access: RouteAccess) =>
  'scope' in access && access.scope ? [`scope ${access.scope}`] : []

const reasonOf = (access: RouteAccess) =>
  'because' in access && access.because ? [`because ${access.because}`] : []

/** Whatever a route does besides saying who may call it is read from its own middleware. */
export function report(audit: AuditedRoute): RouteReport {
  const beside = middlewareOf(audit.route).filter((middleware) => !isDeclaration(middleware))
  return {
    method: audit.method,
    path: audit.path,
    accepts: accepts(audit),
    csrf: csrfRule(audit),
    cors: corsRule(audit),
    rateLimit: listed([...generalLimit(audit), ...beside.filter(isRateLimit).map(describe)]),
    policy: listed([
      ...scopeOf(audit.access),
      ...reasonOf(audit.access),
      ...beside.filter((middleware) => !isRateLimit(middleware)).map(describe),
      ...(takesIdempotencyKey(audit.route) ? ['Idempotency-Key'] : []),
    ]),
    faults: faultsOf(audit, declarationsOf(audit.route)),
  }
}
