import { inject } from '@adonisjs/core'
import StaticMiddleware from '@adonisjs/static/static_middleware'
import ViteMiddleware from '@adonisjs/vite/vite_middleware'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Vite's own paths in development, and the files in public/. */
const ASSET = /^\/(assets\/|@|resources\/|clients\/|node_modules\/|[^/]+\.[a-z0-9]+$)/

/** Looks on the disk for asset paths only: doing so for every GET costs more than checking a token. */
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
