import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { UploadOptions } from '#access/route_access'
import { isPage } from '#http/face'
import { admitUpload, fileIsMissing, takeWantedName } from '#uploads/upload'

/** Says that a route takes a file: it is sent multipart, which no other route takes (body_middleware.ts). */
export default class UploadMiddleware {
  async handle(ctx: HttpContext, next: NextFn, { picture = false }: UploadOptions = {}) {
    if (!ctx.upload) throw fileIsMissing()
    if (!picture) await takeWantedName(ctx)
    await (isPage(ctx) ? admitUpload(ctx, ctx.auth.getUserOrFail(), next) : next())
  }
}
