import { test } from '@japa/runner'
import { CREDENTIALS, signInApp, signInBrowser, signInBy } from '#tests/helpers/clients/sign_in'
import { get } from '#tests/helpers/clients/http'
import { makeScript } from '#tests/helpers/clients/scripts'
import { statementsOf } from '#tests/helpers/database/statements'
import { letTimePass } from '#tests/helpers/time'

const isSelect = (sql: string) => /^\s*select\b/i.test(sql)
const writesOf = (statements: string[]) => statements.filter((sql) => !isSelect(sql))

test.group('What a check costs', () => {
  test('is one SELECT and no write for GET /api/v1/me by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      const statements = await statementsOf(() => client.get('/api/v1/me'))
      assert.lengthOf(statements, 1)
      assert.isTrue(isSelect(statements[0]))
    })

  test('is one SELECT for a page that only shows who is there', async ({ assert }) => {
    const browser = await signInBrowser()
    await browser.get('/')
    assert.lengthOf(await statementsOf(() => browser.get('/')), 1)
  })

  test('is one SELECT for a token that stands for nobody', async ({ assert }) => {
    const app = await signInApp()
    await app.api('DELETE', '/api/v1/sign-ins/current')
    assert.lengthOf(await statementsOf(() => app.get('/api/v1/me')), 1)
  })

  test('is one SELECT for a cookie that stands for nobody: {$self}')
    .with(['/api/v1/me', '/'])
    .run(async ({ assert }, path) => {
      const browser = await signInBrowser()
      const headers = { Cookie: `gatehouse_session=${browser.sessionId}` }
      await browser.api('DELETE', '/api/v1/sign-ins/current')
      const statements = await statementsOf(() => get(path, headers))
      assert.lengthOf(statements, 1)
      assert.isTrue(isSelect(statements[0]))
    })

  test('does not grow with the length of the list at {$self}')
    .with(['/api/v1/sign-ins', '/api/v1/personal-tokens', '/account/sign-ins', '/account/tokens'])
    .run(async ({ assert }, path) => {
      const browser = await signInBrowser()
      const addOne = async () => makeScript(['profile:read'], await signInApp(browser.person))
      await addOne()
      await browser.get(path)
      const few = await statementsOf(() => browser.get(path))
      for (let i = 0; i < 3; i++) await addOne()
      const more = await statementsOf(() => browser.get(path))
      assert.isAbove(few.length, 0)
      assert.equal(more.length, few.length)
    })
})

test.group('Last seen', () => {
  test('is written at most once a minute, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      const look = () => statementsOf(() => client.get('/api/v1/me'))
      assert.isEmpty(writesOf(await look()))

      await letTimePass(client.person, { seconds: 61 })
      assert.lengthOf(writesOf(await look()), 1)
      assert.isEmpty(writesOf(await look()))
    })

  test('is written once by many requests at once', async ({ assert }) => {
    const app = await signInApp()
    await letTimePass(app.person, { minutes: 5 })
    await Promise.all(Array.from({ length: 5 }, () => app.get('/api/v1/me')))
    const { data } = (await app.get('/api/v1/sign-ins')).json<{ data: { lastSeenAt: string }[] }>()
    assert.approximately(Date.parse(data[0].lastSeenAt), Date.now(), 60_000)
  })

  test('is not written by a request that failed, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      // A browser fetches its CSRF token first.
      await client.api('PATCH', '/api/v1/me', {})
      await letTimePass(client.person, { minutes: 5 })
      const statements = await statementsOf(async () => {
        for (const [method, path, status] of [
          ['GET', '/api/v1/sign-ins?page=none', 422],
          ['DELETE', '/api/v1/sign-ins/00000000-0000-4000-8000-000000000000', 404],
          ['PATCH', '/api/v1/me', 422],
          ['POST', '/api/v1/me', 405],
        ] as const)
          assert.equal((await client.api(method, path)).status, status)
      })
      assert.isEmpty(writesOf(statements).filter((sql) => sql.includes('last_seen_at')))
    })

  test('is not written for a form that is refused', async ({ assert }) => {
    const browser = await signInBrowser()
    const csrf = await browser.csrfToken('/account')
    await letTimePass(browser.person, { minutes: 5 })
    const form = { _csrf: csrf, currentPassword: 'wrong' }
    const statements = await statementsOf(() => browser.send('POST', '/account/password', { form }))
    assert.isEmpty(statements.filter((sql) => sql.includes('update "sign_ins"')))
  })

  test('is not written by a token that was refused', async ({ assert }) => {
    const app = await signInApp()
    await letTimePass(app.person, { minutes: 16 })
    const statements = await statementsOf(async () => {
      assert.equal((await app.get('/api/v1/me')).status, 401)
    })
    assert.isEmpty(writesOf(statements))
  })

  test('is not written by a cookie for another guard', async ({ assert }) => {
    const browser = await signInBrowser()
    await letTimePass(browser.person, { minutes: 5 })
    const headers = { Cookie: String(browser.jar), Authorization: 'Bearer nonsense' }
    const statements = await statementsOf(() => get('/api/v1/me', headers))
    assert.deepEqual(statements, [])
  })
})
