import type { HttpContext } from '@adonisjs/core/http'
import { accessOf } from '#access/route_access'
import { networkOf } from '#http/network'
import { limits } from '#start/limiter'

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

/** Which of the general limits a request is counted by. */
export function generalLimitOf({ method, isSignedIn }: { method: string; isSignedIn: boolean }) {
  if (SAFE_METHODS.includes(method)) return limits.reads
  return isSignedIn ? limits.writes : limits.visitorWrites
}

/** The look-up that the guard will ask for as well: it is made once. */
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
