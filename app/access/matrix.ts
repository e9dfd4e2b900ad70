import {
  isForBrowsers,
  isForSuperUser,
  opensSession,
  type RouteAccess,
  takesLink,
} from '#access/route_access'
import type { AuditedRoute } from '#access/audited_route'
import { SITUATIONS, type SituationName } from '#access/situations'

/** How a route receives a request before its controller runs. */
export type Reception =
  | { kind: 'served' }
  /** A page redirects. */
  | { kind: 'led'; to: '/login' | '/account' | '/confirm' }
  /** A page returns a form that was not sent from it, or that lacks the password it requires. */
  | { kind: 'form returned' }
  | { kind: 'refused'; status: number; code: string }
  /** The situation does not arise on this route. */
  | { kind: 'none' }

type Judged = Pick<AuditedRoute, 'face' | 'access' | 'isSafe' | 'confirmation'>

const SERVED: Reception = { kind: 'served' }

const refused = (status: number, code: string): Reception => ({ kind: 'refused', status, code })

const unauthenticated = ({ face }: Judged): Reception =>
  face === 'page' ? { kind: 'led', to: '/login' } : refused(401, 'unauthenticated')

/** Whether the route asks a token for more than being valid. */
const asksScope = (access: RouteAccess) => 'scope' in access && access.scope !== undefined

function arises({ access, isSafe, confirmation }: Judged, situation: SituationName) {
  const { needs, isSuper } = SITUATIONS[situation]
  if (isSuper && !isForSuperUser(access)) return false
  if (needs === 'link') return takesLink(access)
  if (needs === 'confirmation') return confirmation !== undefined
  if (needs === 'form') return opensSession(access) && !isSafe
  return needs !== 'scope' || asksScope(access)
}

/**
 * Asked of everyone signed in by cookie, and of visitors if the page has a form for them; never of a token. Somebody
 * signed in who sends a form for guests is redirected and changes nothing, so only other sites' pages are refused.
 */
function asksCsrf({ access, isSafe }: Judged, situation: SituationName) {
  const { credential, caller, isForeign } = SITUATIONS[situation]
  if (isSafe || credential === 'token') return false
  if (access.who === 'guest' && caller === 'somebody') return isForeign === true
  return caller === 'somebody' || opensSession(access)
}

/** A route that gives a browser a cookie is no use to a token. */
const refusesTokens = ({ access, isSafe }: Judged) =>
  opensSession(access) && (!isSafe || isForBrowsers(access))

/** A token is judged first, whatever the link. Otherwise a valid link is enough. */
function byLink(situation: SituationName): Reception | undefined {
  const { credential, caller, link } = SITUATIONS[situation]
  if (!link || credential === 'token') return undefined
  if (link === 'live') return SERVED
  return caller === 'nobody' ? refused(404, 'not_found') : undefined
}

/** For callers who were let in but have not entered the password recently, nor with this request. */
function unconfirmed({ face, confirmation }: Judged, isPersonal: boolean): Reception {
  if (isPersonal) return refused(403, 'forbidden')
  if (face !== 'page') return refused(403, 'reauthentication_required')
  return confirmation?.always ? { kind: 'form returned' } : { kind: 'led', to: '/confirm' }
}

/**
 * Everyone but the super user finds nothing, before any other check. An app is told that its token is no longer valid,
 * so that it refreshes it.
 */
function whereHidden({ access, face }: Judged, situation: SituationName): Reception | undefined {
  const { credential, caller, isSuper, needs } = SITUATIONS[situation]
  if (!isForSuperUser(access)) return undefined
  const isBadToken = credential === 'token' && caller === 'nobody'
  if (isBadToken && face !== 'page') return refused(401, 'invalid_token')
  const isLetIn = isSuper && caller === 'somebody' && needs !== 'scope'
  const guard = credential === 'token' ? 'api' : 'web'
  return isLetIn && access.guards.includes(guard) ? undefined : refused(404, 'not_found')
}

function whereSignedIn(judged: Judged, situation: SituationName): Reception {
  const { credential, caller, needs, isPersonal = false } = SITUATIONS[situation]
  const guard = credential === 'token' ? 'api' : 'web'
  const { access } = judged

  if (access.who !== 'signed-in' || !access.guards.includes(guard)) return unauthenticated(judged)
  if (caller === 'suspended') return refused(403, 'account_suspended')
  if (caller === 'somebody' && needs === 'scope') return refused(403, 'insufficient_scope')
  const isUnconfirmed =
    needs === 'confirmation' || (isPersonal && judged.confirmation !== undefined)
  if (caller === 'somebody' && isUnconfirmed) return unconfirmed(judged, isPersonal)
  if (caller === 'somebody') return SERVED
  return credential === 'token' ? refused(401, 'invalid_token') : unauthenticated(judged)
}

/**
 * What the contract promises for a route in a situation, derived only from what the route declares. The conformance
 * suite proves it, and docs/access-matrix.md prints it.
 */
export function receptionOf(judged: Judged, situation: SituationName): Reception {
  const { credential, caller, passesCsrf, isForeign } = SITUATIONS[situation]
  const { access, face } = judged
  const isPage = face === 'page'

  if (!arises(judged, situation)) return { kind: 'none' }
  const hidden = whereHidden(judged, situation)
  if (hidden) return hidden
  if (asksCsrf(judged, situation) && !passesCsrf)
    return isPage && !isForeign ? { kind: 'form returned' } : refused(403, 'csrf_failed')

  if (access.who === 'signed-in') return byLink(situation) ?? whereSignedIn(judged, situation)
  if (credential === 'token' && refusesTokens(judged)) return refused(403, 'forbidden')
  if (access.who === 'guest' && credential === 'cookie' && caller === 'somebody')
    return { kind: 'led', to: '/account' }
  return SERVED
}
