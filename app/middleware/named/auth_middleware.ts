import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { AuthOptions } from '#access/route_access'
import { actOnce } from '#sent_forms/keyed_request'
import { confirm } from '#sign_ins/confirmation'
import { problems } from '#exceptions/problem'
import { isOpenedByLink } from '#sharing/links/request_link'
import { currentPasswordValidator } from '#validators/confirmation'

/** In its body, which only a change has: an address ends up in logs, and reading confirms nothing. */
const sendsPassword = ({ request }: HttpContext) =>
  (request.body().currentPassword ?? null) !== null

/**
 * Lets signed-in callers in. It asks only the guard of the request's own credential: a bad token never falls back to
 * the cookie.
 */
export default class AuthMiddleware {
  async handle(
    ctx: HttpContext,
    next: NextFn,
    { guards = ['web'], scope, link }: AuthOptions = {}
  ) {
    const guard = ctx.credential.kind === 'token' ? 'api' : 'web'
    if (!guards.includes(guard)) throw problems.unauthenticated()
    if (link && (await isOpenedByLink(ctx))) return next()

    await ctx.auth.checkUsing([guard])
    ctx.guard.getUserOrFail()
    ctx.guard.assertScope(scope)
    if (sendsPassword(ctx)) await this.#confirm(ctx)
    await actOnce(ctx, next)
    if (!ctx.problem) await ctx.guard.touch()
  }

  /**
   * A current password is checked wherever it is sent, needed or not: a wrong one is never ignored, and only a right
   * one renews the session.
   */
  async #confirm(ctx: HttpContext) {
    const { currentPassword } = await ctx.request.validateUsing(currentPasswordValidator)
    await confirm(ctx, currentPassword, 'currentPassword')
  }
}
