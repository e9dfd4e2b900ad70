import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { PRODUCTION, type SpawnedServer, startServer } from '#tests/helpers/servers/server'
import { until } from '#tests/helpers/until'

const DEVELOPMENT = { NODE_ENV: 'development', APP_PROFILE: 'development', LOG_LEVEL: 'info' }
const SECRET = 'tell-nobody-of-this'

const LINES: [path: string, line: RegExp][] = [
  ['/', /INFO: GET \/ 200 in \d+ ms request=asked-fo$/m],
  ['/api/v1/me', /WARN: GET \/api\/v1\/me 401 in \d+ ms request=asked-fo$/m],
  ['/no-such-page', /WARN: GET \/no-such-page 404 in \d+ ms/],
  [`/login?next=/${SECRET}`, /INFO: GET \/login\?… 200 in/],
  [`/reset-password/${SECRET}`, /GET \/reset-password\/:token \d+ in/],
  [`/verify-email/${SECRET}?here`, /GET \/verify-email\/:token\?… \d+ in/],
  [
    `/file/01996b1e-0000-7000-8000-000000000000?signature=${SECRET}`,
    /GET \/file\/[\w-]+\?… 40\d in/,
  ],
  ['/gatehouse_pr_0123456789abcdefghijklmnopqrstuvwxyz', /GET \/gatehouse_pr_\[masked\] 404 in/],
]

test.group('The log in development', (group) => {
  let server: SpawnedServer
  group.setup(async () => {
    server = await startServer(DEVELOPMENT)
    return () => server.stop()
  })

  test('has a readable line without secrets for {0}')
    .with(LINES)
    .run(async ({ assert }, [path, line]) => {
      await fetch(server.origin + path, {
        headers: { 'X-Request-Id': 'asked-for-by-us' },
        redirect: 'manual',
      })
      await until('the line is there', () => line.test(server.log()))
      assert.notInclude(server.log(), SECRET)
      assert.notMatch(server.log(), /^\{/m)
    })

  test('says who asked, and names the address last where it starts', async ({ assert }) => {
    const { signInApp } = await import('#tests/helpers/clients/sign_in')
    const caller = await signInApp()
    const { id } = (await caller.get('/api/v1/me')).data<{ id: number }>()
    await fetch(`${server.origin}/api/v1/me`, {
      headers: { Authorization: `Bearer ${caller.pair.accessToken}` },
    })
    const line = new RegExp(`GET /api/v1/me 200 in \\d+ ms, user ${id} `)
    await until('the line is there', () => line.test(server.log()))
    assert.match(server.log(), /INFO: cookies: .*\n.*INFO: Gatehouse answers at \S+\n/)
  })
})

test('The log in production is JSON, and has no line for a request that went well', async ({
  assert,
  cleanup,
}) => {
  const server = await startServer({ ...PRODUCTION, LOG_LEVEL: 'info' })
  cleanup(server.stop)
  await until('it answers', () => server.log().includes('Gatehouse answers at'))
  await fetch(`${server.origin}/health/live`)
  await wait(200)
  assert.notInclude(server.log(), 'health')
  for (const line of server.log().trim().split('\n')) assert.isObject(JSON.parse(line))
})
