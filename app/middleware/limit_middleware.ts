import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { generalLimitOf } from '#auth/general_limit'
import { accessOf } from '#auth/route_access'
import { problems } from '#exceptions/problem'
import { faceOf } from '#http/face'
import { networkOf } from '#http/network'

/**
 * The general limits of the API and of files: by account for those who are signed in, else by network. Says what
 * is left in the headers of draft-ietf-httpapi-ratelimit-headers.
 */
export default class LimitMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const face = faceOf(ctx.request.url())
    if (face !== 'page' && face !== 'health') await this.#spend(ctx)
    return next()
  }

  async #spend(ctx: HttpContext) {
    const user = await this.#findUser(ctx)
    const limit = generalLimitOf({ method: ctx.request.intended(), isSignedIn: user !== undefined })
    const key = user ? `user:${user.id}` : `network:${networkOf(ctx.request.ip())}`
    const { exceeded, limit: quota, remaining, availableIn } = await limit.count(key)

    ctx.response.header('RateLimit-Policy', `"${limit.name}";q=${quota};w=${limit.seconds}`)
    ctx.response.header('RateLimit', `"${limit.name}";r=${remaining};t=${availableIn}`)
    if (exceeded) throw problems.tooManyRequests(Math.max(availableIn, 1))
  }

  /** The look-up that the guard will ask for as well: it is made once. */
  async #findUser(ctx: HttpContext) {
    if (accessOf(ctx.route).who !== 'signed-in') return undefined
    const { caller } = await ctx.lookUpCaller()
    return caller?.user
  }
}
