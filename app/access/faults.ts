import {
  isConfirmation,
  isDeclaration,
  middlewareOf,
  type RouteAccess,
  type SignedInAccess,
} from '#access/route_access'
import type { AuditedRoute } from '#access/audited_route'
import { faultsOfDeprecation } from '#access/deprecation'
import { SCOPE_NAMES } from '#access/scopes'

type Judged = Pick<AuditedRoute, 'face' | 'isSafe' | 'route'>

type Anyone = Extract<RouteAccess, { who: 'anyone' }>

const GUARDS: readonly string[] = ['web', 'api']

const ONLY = { web: 'a cookie, but no token', api: 'tokens, but no cookie' }

function faultsOfGuards({ face }: Judged, { guards, because }: SignedInAccess) {
  const faults: string[] = []
  const unknown = guards.filter((guard) => !GUARDS.includes(guard))
  const isPage = face === 'page'

  if (guards.length === 0) faults.push('names no guard, so that nobody can call it')
  if (unknown.length) faults.push(`names a guard that does not exist: ${unknown.join(', ')}`)
  if (isPage && guards.includes('api')) faults.push('is a page, but accepts tokens')
  if (!isPage && guards.length === 1 && !because?.trim())
    faults.push(`accepts ${ONLY[guards[0]]}, and does not say why`)
  return faults
}

/** Without a scope, a personal token would be let in nowhere, or everywhere. */
function faultsOfScope({ guards, scope }: SignedInAccess) {
  if (!guards.includes('api')) return []
  if (!scope) return ['accepts tokens, but names no scope for personal tokens']
  return SCOPE_NAMES.includes(scope) ? [] : [`names a scope that does not exist: ${scope}`]
}

/** A link shows one file to anyone who has it. Anything else would be open to anyone who finds the link in a log. */
function faultsOfLink({ face, isSafe }: Judged, link: boolean) {
  return link && (face !== 'file' || !isSafe) ? ['takes signed links, but serves no file'] : []
}

/** Any site can send a visitor's form that has no CSRF token, in the visitor's name (ASVS 3.5.1). */
function faultsOfOpenness({ face, isSafe }: Judged, { holdsForm, forBrowsers }: Anyone) {
  if (forBrowsers && face !== 'api') return ['is for scripts of our pages, but is no endpoint']
  if (face !== 'page' && holdsForm) return ['declares a form, but is no page']
  if (face === 'page' && !isSafe && !holdsForm)
    return ['changes something for anyone, but declares no form: no CSRF token is asked']
  return []
}

/** Everything under /admin is hidden from everyone but the super user, and nothing else is. */
function faultsOfAdministration({ route, isSafe }: Judged, access: SignedInAccess) {
  const isAdministration = /^\/(?:api\/v1\/)?admin(?:\/|$)/.test(route.pattern)
  if (isAdministration !== access.superUser)
    return [isAdministration ? 'is open to more than the super user' : 'is hidden outside /admin']
  if (!isAdministration) return []
  return [
    ...(access.guards.includes('api') && access.scope !== 'admin' ? ['needs the scope admin'] : []),
    ...(isSafe || middlewareOf(route).some(isConfirmation)
      ? []
      : ['administers without asking for a confirmation']),
  ]
}

function faultsOfDeclaration(judged: Judged, access: RouteAccess) {
  if (access.who === 'signed-in')
    return [
      ...faultsOfGuards(judged, access),
      ...faultsOfScope(access),
      ...faultsOfLink(judged, access.link),
      ...faultsOfAdministration(judged, access),
    ]
  if (access.who === 'anyone') return faultsOfOpenness(judged, access)
  return judged.face === 'page' ? [] : ['leads guests on to pages, but is no page']
}

/** A confirmation protects nothing where nothing is changed or nobody is signed in. */
function faultsOfConfirmation({ isSafe, route }: Judged, declarations: RouteAccess[]) {
  const all = middlewareOf(route)
  const asked = all.filter(isConfirmation)
  if (asked.length === 0) return []
  if (asked.length > 1) return ['asks several times for a confirmation']
  if (isSafe) return ['asks for a confirmation, but changes nothing']
  if (declarations.some(({ who }) => who !== 'signed-in'))
    return ['asks for a confirmation of people who need not be signed in']

  const isTooEarly = all.findIndex(isConfirmation) < all.findLastIndex(isDeclaration)
  return isTooEarly ? ['asks for a confirmation before it knows who is calling'] : []
}

/** An id that is not checked reaches the database, which cannot parse it: a 500. A link's token is text in any case. */
const faultsOfParams = ({ route }: Judged) =>
  [...route.pattern.matchAll(/:(\w+)|\*/g)]
    .map(([part, name = part]) => name)
    .filter((name) => name !== 'token' && !route.matchers[name]?.match)
    .map((name) => `takes anything for ${name}: say its form with where('${name}', …)`)

/** Why a route is not safe to serve as it is. Empty if it is. */
export function faultsOf(judged: Judged, declarations: RouteAccess[]): string[] {
  if (declarations.length === 0) return ['does not say who may call it']
  const faults = [
    ...declarations.flatMap((access) => faultsOfDeclaration(judged, access)),
    ...faultsOfConfirmation(judged, declarations),
    ...faultsOfParams(judged),
    ...faultsOfDeprecation(judged.route),
  ]
  return declarations.length > 1
    ? [`says ${declarations.length} times who may call it`, ...faults]
    : faults
}
