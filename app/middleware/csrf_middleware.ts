import { csrfFactory } from '@adonisjs/shield/guards'
import encryption from '@adonisjs/core/services/encryption'
import edge from 'edge.js'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { comesFromOurPages } from '#auth/request_origin'
import { accessOf, holdsForm } from '#access/route_access'
import { csrf } from '#config/csrf'
import { problems } from '#exceptions/problem'
import { isPage } from '#http/face'

const isUnsafe = ({ request }: HttpContext) => csrf.methods!.includes(request.intended())

/**
 * Shield's token, asked of those requests to which a browser attaches a credential by itself, and beside it the
 * browser's own word on where the request comes from (ASVS 3.5.1).
 */
export default class CsrfMiddleware {
  #checkToken = csrfFactory(csrf, encryption.use(), edge)

  async handle(ctx: HttpContext, next: NextFn) {
    this.#refuseTokenOnForm(ctx)
    if (await this.#isWanted(ctx)) await this.#check(ctx)
    return next()
  }

  /** Of a signed-in browser always; of a visitor only where a page holds a form. */
  async #isWanted(ctx: HttpContext) {
    if (ctx.credential.kind === 'token' || !ctx.session) return false
    const { caller } = await ctx.lookUpCaller()
    return caller !== undefined || (isPage(ctx) && holdsForm(accessOf(ctx.route)))
  }

  /** A form signs a browser in and keeps what was typed in a cookie; a request with a token is given none. */
  #refuseTokenOnForm(ctx: HttpContext) {
    if (ctx.credential.kind !== 'token' || !isPage(ctx) || !holdsForm(accessOf(ctx.route))) return
    if (isUnsafe(ctx)) throw problems.forbidden('This form takes no token. Apps use the API.')
  }

  async #check(ctx: HttpContext) {
    ctx.response.header('Cache-Control', 'no-store')
    const unsafe = isUnsafe(ctx)
    if (unsafe && !comesFromOurPages(ctx.request)) throw problems.csrfFailed()
    if (unsafe && (await this.#isLedOn(ctx))) return
    if (unsafe && (await this.#isByFormerId(ctx))) throw problems.csrfFailed()
    try {
      await this.#checkToken(ctx)
    } catch (error) {
      throw unsafe ? problems.csrfFailed() : error
    }
  }

  /**
   * Somebody who signed in by another tab since this form was opened: the form does not fit their session any more, and
   * does nothing but lead them on (guest_middleware.ts).
   */
  async #isLedOn(ctx: HttpContext) {
    if (accessOf(ctx.route).who !== 'guest') return false
    const { caller } = await ctx.lookUpCaller()
    return caller !== undefined
  }
  /** Whose id was renewed a moment ago has another by now, and whoever copied it is not to go on with what was confirmed. */
  async #isByFormerId(ctx: HttpContext) {
    const { caller } = await ctx.lookUpCaller()
    return caller?.session?.isByFormerId
  }
}
