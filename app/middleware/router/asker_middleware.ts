import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { askedBy } from '#activity/asker'
import { askerOf } from '#auth/request_asker'
import { isSafeMethod } from '#http/safe_method'

/** Records what a request does in the name of its sender. A request that only reads records nothing. */
export default class AskerMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    if (isSafeMethod(ctx.request.intended())) return next()
    return askedBy(() => askerOf(ctx), next)
  }
}
