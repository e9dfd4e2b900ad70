import { once } from 'node:events'
import { appendFile, writeFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { freshClone } from '#tests/helpers/clones/fresh_clone'
import { until } from '#tests/helpers/until'
import { unusedPort } from '#tests/run/unused_port'

const SETTINGS = { DATABASE_URL: process.env.DATABASE_URL!, APP_KEY: process.env.APP_KEY! }

const ROUTE = `
apiGroup(() => {
  router.get('/greeting', [api.Greeting, 'show'])
}).use(middleware.anyone())
`

const CONTROLLER = `
export default class GreetingController {
  show() {
    return { data: { greeting: 'Hello.' } }
  }
}
`

/** What `npm run dev` starts once the database is there, in a fresh clone. */
async function startDevServer() {
  const clone = freshClone()
  const port = String(await unusedPort())
  const server = clone.start(['ace.js', 'serve', '--hmr', '--no-clear'], {
    ...SETTINGS,
    PORT: port,
  })
  const printed: string[] = []
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (chunk) => printed.push(String(chunk)))
  return {
    clone,
    hasPrinted: (words: RegExp) => words.test(printed.join('')),
    get: (path: string) => fetch(`http://localhost:${port}${path}`).catch(() => undefined),
    async stop() {
      server.kill('SIGTERM')
      await once(server, 'exit')
      await clone.remove()
    },
  }
}

test.group('npm run dev', () => {
  test('says that a route names no controller, and goes on once it is saved', async ({
    assert,
    cleanup,
  }) => {
    const dev = await startDevServer()
    cleanup(dev.stop)
    await until('it serves', () => dev.hasPrinted(/watching file system/))

    await appendFile(dev.clone.path('start/routes/api.ts'), ROUTE)
    const reason = /^start\/routes\/api\.ts:\d+ names a controller that is not in app\/controllers/m
    await until('it says what is missing', () => dev.hasPrinted(reason))
    assert.isFalse(dev.hasPrinted(/TypeError/))
    await until('the server has ended', () => dev.hasPrinted(/Still watching for changes/))

    await writeFile(dev.clone.path('app/controllers/api/greeting_controller.ts'), CONTROLLER)
    await until('it serves the route', async () => (await dev.get('/api/v1/greeting'))?.ok)
  })

  test('lets a page be told that its sources have changed', async ({ assert, cleanup }) => {
    const dev = await startDevServer()
    cleanup(dev.stop)
    await until('it serves', () => dev.hasPrinted(/watching file system/))

    const page = (await dev.get('/login'))!
    assert.include(await page.text(), '/@vite/client')
    assert.include(page.headers.get('content-security-policy')!, `connect-src 'self' ws:;`)
  })
})
