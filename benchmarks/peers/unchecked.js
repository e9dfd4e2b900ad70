/** Gatehouse's production build with one more route: the same JSON as /api/v1/me, and nobody is asked who they are. */
import { pathToFileURL } from 'node:url'

const build = (path) => import(pathToFileURL(`${process.cwd()}/${path}`).href)

const USER = {
  id: 1,
  username: 'user1',
  email: 'user1@example.org',
  pendingEmail: null,
  status: 'active',
  isSuperUser: false,
  emailVerifiedAt: '2026-01-01T00:00:00.000Z',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
}

const { createHttpServer } = await build('app/http/server.js')
const { createIgnitor } = await build('bin/ignitor.js')

const ignitor = createIgnitor().tap((app) => {
  app.starting(async () => {
    const { default: router } = await import('@adonisjs/core/services/router')
    const { middleware } = await build('start/kernel.js')
    router
      .get('/api/v1/unchecked', ({ serialize }) => serialize({ ...USER }))
      .use(middleware.anyone())
  })
})
await ignitor.httpServer().start(createHttpServer)
