import auth from '@adonisjs/auth/services/main'
import type {} from '@adonisjs/auth/initialize_auth_middleware'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { isPage } from '#http/face'

/** Like the package's own, which also creates a view renderer for every JSON answer. */
export default class InitializeAuthMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    ctx.auth = auth.createAuthenticator(ctx)
    if (isPage(ctx)) ctx.view.share({ auth: ctx.auth })
    return next()
  }
}
