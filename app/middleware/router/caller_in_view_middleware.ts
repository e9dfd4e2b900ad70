import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { isPage } from '#http/face'

/** Lets pages ask who is signed in, and what they may do. A view renderer would be made in vain for an answer in JSON. */
export default class CallerInViewMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    if (isPage(ctx)) ctx.view.share({ auth: ctx.auth, ...ctx.bouncer.edgeHelpers })
    return next()
  }
}
