import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Milliseconds from which an answer counts as slow. */
const SLOW = 1_000

/** A page consists of dozens of these while Vite serves them one by one. */
const ASSET =
  /^\/(assets\/|@|resources\/|clients\/|node_modules\/|\.vite\/|[^/]+\.(css|js|ico|svg|png|map)$)/

/**
 * In development, a line for every request. In production the proxy keeps such a log, and refusals and errors are in
 * ours.
 */
export default class RequestLogMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    const start = performance.now()
    ctx.response.onFinish(() => this.#write(ctx, performance.now() - start))
    return next()
  }

  #write(ctx: HttpContext, time: number) {
    const { statusCode, writableFinished } = ctx.response.response
    if (ASSET.test(ctx.request.url()) && statusCode < 400) return

    const status = writableFinished ? statusCode : 'broken off'
    const user = ctx.auth.user ? `, user ${ctx.auth.user.id}` : ''
    const line = `${ctx.request.method()} ${this.#address(ctx)} ${status} in ${Math.round(time)} ms${user}`
    const level = statusCode >= 400 || time >= SLOW ? 'warn' : 'info'
    ctx.logger[level](line)
  }

  /** Omits secrets: a token in the path, and the query, which may hold what somebody typed. */
  #address({ request, params, route }: HttpContext) {
    const path = params?.token ? route!.pattern : request.url().slice(0, 200)
    return request.parsedUrl.query ? `${path}?…` : path
  }
}
