import type { HttpContext } from '@adonisjs/core/http'
import { NOBODY } from '#auth/caller'
import { accessOf } from '#access/route_access'
import { networkOf } from '#http/network'
import { isSafeMethod } from '#http/safe_method'
import { limits } from '#start/limiter'

/** Which general limit a request counts towards. */
export function generalLimitOf({ method, isSignedIn }: { method: string; isSignedIn: boolean }) {
  if (isSafeMethod(method)) return limits.reads
  return isSignedIn ? limits.writes : limits.visitorWrites
}

/**
 * The limit of a request and the key to count under: the account on routes for signed-in callers, otherwise the
 * network.
 */
export async function generalCountOf(ctx: HttpContext) {
  const isForSignedIn = accessOf(ctx.route).who === 'signed-in'
  // identify_middleware.ts has already looked it up.
  const { caller } = isForSignedIn ? await ctx.lookUpCaller() : NOBODY
  const user = caller?.user
  return {
    limit: generalLimitOf({ method: ctx.request.intended(), isSignedIn: user !== undefined }),
    key: user ? `user:${user.id}` : `network:${networkOf(ctx.request.ip())}`,
  }
}
