import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { accessOf, isForSuperUser, type SignedInAccess } from '#access/route_access'
import type { Caller } from '#auth/caller'
import { problems } from '#exceptions/problem'

const holds = ({ personalToken }: Caller, { scope }: SignedInAccess) =>
  !personalToken || (scope !== undefined && personalToken.scopes.includes(scope))

/**
 * Where a route is the super user's alone, there is nothing for anybody else: not even a form that has expired, a right
 * that is missing, or a body that cannot be read.
 * @throws Problem not_found
 */
export async function hideFromOthers(ctx: HttpContext) {
  const access = accessOf(ctx.route)
  if (!isForSuperUser(access)) return
  const guard = ctx.credential.kind === 'token' ? 'api' : 'web'
  if (!access.guards.includes(guard)) throw problems.notFound()
  const { caller, refusal } = await ctx.lookUpCaller()
  // An app is to learn that its token has expired: the guard says so.
  if (guard === 'api' && refusal === 'invalid') return
  if (!caller?.user.isSuperUser || !holds(caller, access)) throw problems.notFound()
}

/** Asks before anything else is asked of the request. */
export default class SuperUserMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    await hideFromOthers(ctx)
    return next()
  }
}
