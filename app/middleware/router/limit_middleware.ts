import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { generalCountOf } from '#limits/general_limit'
import { problems } from '#exceptions/problem'
import { faceOfRequest } from '#http/face'

/**
 * The general limits of the API and of files: by account for signed-in callers, otherwise by network. Reports what is
 * left in the headers of draft-ietf-httpapi-ratelimit-headers. Pages have theirs later: page_limit_middleware.ts.
 */
export default class LimitMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    const face = faceOfRequest(ctx.request)
    return face === 'page' || face === 'health' ? next() : this.#spend(ctx, next)
  }

  async #spend(ctx: HttpContext, next: NextFn) {
    const { limit, key } = await generalCountOf(ctx)
    const { exceeded, limit: quota, remaining, availableIn } = await limit.count(key)

    ctx.response.header('RateLimit-Policy', `"${limit.name}";q=${quota};w=${limit.seconds}`)
    ctx.response.header('RateLimit', `"${limit.name}";r=${remaining};t=${availableIn}`)
    if (exceeded) throw problems.tooManyRequests(Math.max(availableIn, 1))
    await next()
  }
}
