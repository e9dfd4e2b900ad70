import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { AnyoneOptions } from '#access/route_access'
import { isPage } from '#http/face'
import { actOnce } from '#sent_forms/keyed_request'

/** Declares a route open to all. Pages show who is signed in, if anyone is. */
export default class AnyoneMiddleware {
  async handle(ctx: HttpContext, next: NextFn, _options: AnyoneOptions = {}) {
    if (isPage(ctx) && ctx.credential.kind === 'cookie') await ctx.auth.checkUsing(['web'])
    return actOnce(ctx, next)
  }
}
