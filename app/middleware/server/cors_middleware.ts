import CorsMiddleware from '@adonisjs/cors/cors_middleware'
import router from '@adonisjs/core/services/router'
import type { HttpContext, HttpRequest } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { accessOf, isForBrowsers } from '#access/route_access'
import { cookieCors, cookieOrigins, tokenCors } from '#config/cors'
import { faceOfRequest, isPage } from '#http/face'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Decided by the address alone: a client that uses the wrong method may still read the answer. */
function isOpenToAnyone(request: HttpRequest) {
  if (!['api', 'oauth'].includes(faceOfRequest(request))) return false
  const { shouldDecodeParam } = request.parsedUrl
  return METHODS.some((method) => {
    const found = router.match(request.url(), method, shouldDecodeParam)
    const access = accessOf(found?.route)
    return access.who === 'anyone' && !isForBrowsers(access)
  })
}

/**
 * Two rules, chosen by the credential: a token may come from anywhere, a cookie only from the origins we name. A
 * request without either may come from anywhere if its address is open to anyone: that is where apps and pages
 * elsewhere get their tokens.
 */
export default class ChooseCorsMiddleware {
  #forTokens = new CorsMiddleware(tokenCors)
  #forCookies = new CorsMiddleware(cookieCors)

  handle(ctx: HttpContext, next: NextFn) {
    if (!ctx.request.header('origin')) return next()
    ctx.response.vary('Origin')
    if (isPage(ctx)) return next()
    const isForAll = this.#isAboutToken(ctx) || this.#isForVisitors(ctx)
    return (isForAll ? this.#forTokens : this.#forCookies).handle(ctx, next)
  }

  /** A preflight carries no credential itself; it names the header that the actual request will carry. */
  #isAboutToken({ request, credential }: HttpContext) {
    if (request.intended() !== 'OPTIONS') return credential.kind === 'token'
    return /(^|,)\s*authorization\s*(,|$)/i.test(
      request.header('access-control-request-headers') ?? ''
    )
  }

  #isForVisitors({ credential, request }: HttpContext) {
    if (credential.kind !== 'none' || cookieOrigins.includes(request.header('origin')!))
      return false
    return isOpenToAnyone(request)
  }
}
