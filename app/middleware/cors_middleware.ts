import CorsMiddleware from '@adonisjs/cors/cors_middleware'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { cookieCors, tokenCors } from '#config/cors'
import { isPage } from '#http/face'

/** Two rules, chosen by the credential: a token may come from anywhere, a cookie only from where we say. */
export default class ChooseCorsMiddleware {
  #forTokens = new CorsMiddleware(tokenCors)
  #forCookies = new CorsMiddleware(cookieCors)

  handle(ctx: HttpContext, next: NextFn) {
    if (!ctx.request.header('origin')) return next()
    ctx.response.vary('Origin')
    if (isPage(ctx)) return next()
    return (this.#isAboutToken(ctx) ? this.#forTokens : this.#forCookies).handle(ctx, next)
  }

  /** A preflight carries no credential itself; it names the header that the real request will carry. */
  #isAboutToken({ request, credential }: HttpContext) {
    if (request.intended() !== 'OPTIONS') return credential.kind === 'token'
    return /(^|,)\s*authorization\s*(,|$)/i.test(
      request.header('access-control-request-headers') ?? ''
    )
  }
}
