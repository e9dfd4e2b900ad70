import type { HttpContext } from '@adonisjs/core/http'
import { accessOf } from '#access/route_access'
import { networkOf } from '#http/network'
import { isSafeMethod } from '#http/safe_method'
import { limits } from '#start/limiter'

/** Which of the general limits a request is counted by. */
export function generalLimitOf({ method, isSignedIn }: { method: string; isSignedIn: boolean }) {
  if (isSafeMethod(method)) return limits.reads
  return isSignedIn ? limits.writes : limits.visitorWrites
}

/** It has been looked up by now: identify_middleware.ts. */
async function findUser(ctx: HttpContext) {
  if (accessOf(ctx.route).who !== 'signed-in') return undefined
  const { caller } = await ctx.lookUpCaller()
  return caller?.user
}

/** What a request is counted by, and as whose: the account's on routes for those signed in, else the network's. */
export async function generalCountOf(ctx: HttpContext) {
  const user = await findUser(ctx)
  return {
    limit: generalLimitOf({ method: ctx.request.intended(), isSignedIn: user !== undefined }),
    key: user ? `user:${user.id}` : `network:${networkOf(ctx.request.ip())}`,
  }
}
