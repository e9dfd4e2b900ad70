import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { UploadOptions } from '#access/route_access'
import { admitUpload } from '#admission/admit'
import { kindOf } from '#admission/of_route'
import { isPage } from '#http/face'
import { fileIsMissing } from '#uploads/upload'

/** Declares that a route takes a file, sent as multipart, which no other route accepts (body_middleware.ts). */
export default class UploadMiddleware {
  /** @param _options are read from the route: route_access.ts */
  async handle(ctx: HttpContext, next: NextFn, _options: UploadOptions = {}) {
    if (!ctx.upload) throw fileIsMissing()
    await kindOf(ctx.route).takeFields(ctx)
    await (isPage(ctx) ? admitUpload(ctx, ctx.auth.getUserOrFail(), next) : next())
  }
}
