import { inject } from '@adonisjs/core'
import StaticMiddleware from '@adonisjs/static/static_middleware'
import ViteMiddleware from '@adonisjs/vite/vite_middleware'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Vite's own paths in development, and files that stand in public/. */
const ASSET = /^\/(assets\/|@|resources\/|clients\/|node_modules\/|[^/]+\.[a-z0-9]+$)/

/** The disk is asked for asset paths only: asking it on every GET costs more than the check of a token. */
@inject()
export default class AssetsMiddleware {
  constructor(
    private files: StaticMiddleware,
    private vite: ViteMiddleware
  ) {}

  handle(ctx: HttpContext, next: NextFn) {
    if (!ASSET.test(ctx.request.url())) return next()
    return this.files.handle(ctx, () => this.vite.handle(ctx, next))
  }
}
