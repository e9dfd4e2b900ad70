import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { isPage } from '#http/face'
import { admitUpload, fileIsMissing, takeWantedName } from '#uploads/upload'

/** Says that a route takes a file: it is sent multipart, which no other route takes (body_middleware.ts). */
export default class UploadMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (!ctx.upload) throw fileIsMissing()
    await takeWantedName(ctx)
    await (isPage(ctx) ? admitUpload(ctx, ctx.auth.getUserOrFail(), next) : next())
  }
}
