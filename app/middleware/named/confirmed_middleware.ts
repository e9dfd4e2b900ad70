import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { canonicalEmail } from '#names/identifiers'
import type { ConfirmationOptions } from '#access/route_access'
import { assertConfirmed } from '#sign_ins/confirmation'
import { trimBlanks } from '#words/text'
import type User from '#models/user'
import { currentPasswordValidator } from '#validators/confirmation'

/** Anything that is not an address counts as a change; the validator refuses it later. */
function changesEmail(email: unknown, user: User) {
  if (email === undefined || email === null) return false
  return typeof email !== 'string' || canonicalEmail(trimBlanks(email)) !== user.email
}

/**
 * Guards what a thief of the session would do first: only for a sign-in whose owner has entered the password recently,
 * or sends it with this request (ASVS 7.5.1). middleware.auth() has already checked any password that was sent.
 */
export default class ConfirmedMiddleware {
  async handle(ctx: HttpContext, next: NextFn, { when, always, renew }: ConfirmationOptions = {}) {
    const { auth, guard, request } = ctx
    if (when === 'email' && !changesEmail(request.input('email'), auth.getUserOrFail()))
      return next()

    if (always) await request.validateUsing(currentPasswordValidator)
    await assertConfirmed(ctx.signIn)
    await next()
    if (renew && !ctx.problem) await guard.renew({ atOnce: true })
  }
}
