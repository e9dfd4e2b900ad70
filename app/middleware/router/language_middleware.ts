import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { isPage } from '#http/face'
import { tellLanguage } from '#languages/request_language'

/** Pages are in the language of whoever reads them. What else says something does so in the same way: handler.ts. */
export default class LanguageMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    await next()
    if (isPage(ctx)) tellLanguage(ctx)
  }
}
