import { Bouncer } from '@adonisjs/bouncer'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { isPage } from '#http/face'
import type User from '#models/user'

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** Asks the policies of app/policies in the caller's name. */
    bouncer: Bouncer<User>
  }
}

export default class InitializeBouncerMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    const bouncer = new Bouncer<User>(() => ctx.auth.user ?? null)
    ctx.bouncer = bouncer.setContainerResolver(ctx.containerResolver)
    if (isPage(ctx)) ctx.view.share(ctx.bouncer.edgeHelpers)
    return next()
  }
}
