import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { faceOfRequest } from '#http/face'
import { isSafeMethod } from '#http/safe_method'

const ELSEWHERE = ['cross-site', 'same-site']

/** Whether another site led a person here, in a window: by a link in an email or a chat. */
function isLedHere({ request }: HttpContext) {
  return (
    ELSEWHERE.includes(request.header('sec-fetch-site', '')!) &&
    request.header('sec-fetch-mode', 'navigate') === 'navigate' &&
    request.header('sec-fetch-dest', 'document') === 'document' &&
    isSafeMethod(request.method())
  )
}

/** Whether a cookie would matter. It does not for somebody with a signed link. */
function goesByCookie({ request }: HttpContext) {
  const face = faceOfRequest(request)
  return face === 'page' || (face === 'file' && !('link' in request.qs()))
}

/** The absolute address: `//evil.example` alone would name another host. */
const here = ({ request }: HttpContext) => request.url(true).replace(/^\/(?=[/\\])/, '/./')

/**
 * When another site leads here, a browser does not send our SameSite=Strict cookies, and somebody who is signed in
 * would be told that they are not. So the address reloads itself from our own origin: the browser then says
 * `same-origin` and sends its cookies, which ends this. Browsers that do not say where a request comes from are served
 * as they are.
 *
 * The part after a `#` is not sent, and would be lost: without an address in the header a browser would scroll to that
 * place of the current page, and stay. A script of the page keeps it (resources/js/keep_fragment.ts).
 */
export default class HeldBackCookieMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    if (ctx.credential.kind !== 'none' || !isLedHere(ctx) || !goesByCookie(ctx)) return next()
    return this.#leadOn(ctx)
  }

  async #leadOn(ctx: HttpContext) {
    ctx.response
      .header('Refresh', `0; url=${here(ctx)}`)
      .header('Cache-Control', 'no-store')
      .header('Referrer-Policy', 'no-referrer')
      .header('X-Robots-Tag', 'noindex')
    return ctx.response.send(await ctx.view.render('pages/arriving'))
  }
}
