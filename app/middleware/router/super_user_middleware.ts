import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { accessOf, isForSuperUser, type SignedInAccess } from '#access/route_access'
import type { Caller } from '#auth/caller'
import { problems } from '#exceptions/problem'

const holds = ({ personalToken }: Caller, { scope }: SignedInAccess) =>
  !personalToken || (scope !== undefined && personalToken.scopes.includes(scope))

/**
 * On a route for the super user everybody else gets 404, before any other answer could show that the route exists: an
 * expired form, a missing scope, an unreadable body.
 * @throws Problem not_found
 */
export async function hideFromOthers(ctx: HttpContext) {
  const access = accessOf(ctx.route)
  if (!isForSuperUser(access)) return
  const guard = ctx.credential.kind === 'token' ? 'api' : 'web'
  if (!access.guards.includes(guard)) throw problems.notFound()
  const { caller, refusal } = await ctx.lookUpCaller()
  // An app must learn that its token has expired: the guard tells it.
  if (guard === 'api' && refusal === 'invalid') return
  if (!caller?.user.isSuperUser || !holds(caller, access)) throw problems.notFound()
}

/** Runs before any other check of the request. */
export default class SuperUserMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    return isForSuperUser(accessOf(ctx.route)) ? this.#hide(ctx, next) : next()
  }

  async #hide(ctx: HttpContext, next: NextFn) {
    await hideFromOthers(ctx)
    await next()
  }
}
