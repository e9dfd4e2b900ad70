import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { isPage } from '#http/face'
import { tellLanguage } from '#languages/request_language'

/** Sets the language of pages. Errors set it by themselves in the same way: handler.ts. */
export default class LanguageMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    return isPage(ctx) ? this.#tell(ctx, next) : next()
  }

  async #tell(ctx: HttpContext, next: NextFn) {
    await next()
    tellLanguage(ctx)
  }
}
