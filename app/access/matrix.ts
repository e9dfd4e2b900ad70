import {
  isForBrowsers,
  isForSuperUser,
  opensSession,
  type RouteAccess,
  takesLink,
} from '#access/route_access'
import type { AuditedRoute } from '#access/audited_route'
import { SITUATIONS, type SituationName } from '#access/situations'

/** How a route meets a request before its controller is asked. */
export type Reception =
  | { kind: 'served' }
  /** A page leads on to another. */
  | { kind: 'led'; to: '/login' | '/account' | '/confirm' }
  /** A page gives a form back that was not sent from it, or without the password that it asks for. */
  | { kind: 'form returned' }
  | { kind: 'refused'; status: number; code: string }
  /** The situation does not arise on this route. */
  | { kind: 'none' }

type Judged = Pick<AuditedRoute, 'face' | 'access' | 'isSafe' | 'confirmation'>

const SERVED: Reception = { kind: 'served' }

const refused = (status: number, code: string): Reception => ({ kind: 'refused', status, code })

const unauthenticated = ({ face }: Judged): Reception =>
  face === 'page' ? { kind: 'led', to: '/login' } : refused(401, 'unauthenticated')

/** What a route asks of a token beside being valid. */
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
 * Asked of everyone signed in by cookie, and of visitors where a page has a form for them; never of a token. Whoever is
 * led on from a form for guests does nothing by it: there only another site's page is refused.
 */
function asksCsrf({ access, isSafe }: Judged, situation: SituationName) {
  const { credential, caller, isForeign } = SITUATIONS[situation]
  if (isSafe || credential === 'token') return false
  if (access.who === 'guest' && caller === 'somebody') return isForeign === true
  return caller === 'somebody' || opensSession(access)
}

/** What gives a browser a cookie is nothing for a token. */
const refusesTokens = ({ access, isSafe }: Judged) =>
  opensSession(access) && (!isSafe || isForBrowsers(access))

/** A token is judged first, whatever the link; else a link that is good asks for nothing more. */
function byLink(situation: SituationName): Reception | undefined {
  const { credential, caller, link } = SITUATIONS[situation]
  if (!link || credential === 'token') return undefined
  if (link === 'live') return SERVED
  return caller === 'nobody' ? refused(404, 'not_found') : undefined
}

/** Of somebody who was let in, but has not shown the password lately, and does not with this request. */
function unconfirmed({ face, confirmation }: Judged, isPersonal: boolean): Reception {
  if (isPersonal) return refused(403, 'forbidden')
  if (face !== 'page') return refused(403, 'reauthentication_required')
  return confirmation?.always ? { kind: 'form returned' } : { kind: 'led', to: '/confirm' }
}

/**
 * Everyone but the super user finds nothing, before anything else is asked of them. An app is told that its token is
 * not valid (any more), so that it refreshes it.
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
 * What the contract promises for a route and a situation, from nothing but what the route declares. The
 * conformance suite proves it, and docs/access-matrix.md prints it.
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
