import { createServer } from 'node:http'
import app from '@adonisjs/core/services/app'
import { ServerFactory } from '@adonisjs/core/factories/http'
import type { Router } from '@adonisjs/core/http'
import { http } from '#config/app'
import { forEveryRequest, forEveryRoute } from '#start/kernel'
import { listen } from '#tests/helpers/servers/listen'

/** The middleware of the application before other routes than its own. */
export async function startScratchServer(define: (router: Router) => unknown) {
  const server = new ServerFactory().merge({ app, config: http }).create()
  const router = server.getRouter()
  server.errorHandler(() => import('#exceptions/handler'))
  server.use(forEveryRequest)
  router.use(forEveryRoute)
  define(router)
  await server.boot()

  const listener = createServer((request, response) => server.handle(request, response))
  const port = await listen(listener)
  return {
    router,
    origin: `http://127.0.0.1:${port}`,
    stop: () => new Promise<void>((resolve) => listener.close(() => resolve())),
  }
}
