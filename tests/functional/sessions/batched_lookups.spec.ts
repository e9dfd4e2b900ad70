import { test } from '@japa/runner'
import { findCallerByToken } from '#auth/caller_lookup'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { get } from '#tests/helpers/clients/http'
import { startServer } from '#tests/helpers/servers/server'
import { statementsOf } from '#tests/helpers/database/statements'
import type { UserBody } from '#tests/helpers/people/users'

const severalApps = (count: number) => Promise.all(Array.from({ length: count }, () => signInApp()))

/** A well-formed token that stands for nobody. */
async function endedApp() {
  const app = await signInApp()
  await app.api('DELETE', '/api/v1/sign-ins/current')
  return app
}

test.group('Many who ask at once', () => {
  test('are looked up in one statement', async ({ assert }) => {
    const apps = [...(await severalApps(3)), await endedApp()]
    const statements = await statementsOf(() =>
      Promise.all(apps.map(({ pair }) => findCallerByToken(pair.accessToken)))
    )
    assert.lengthOf(statements, 1)
  })

  test('are each answered for themselves', async ({ assert }) => {
    const [first, second] = await severalApps(2)
    const [browser, ended] = [await signInBrowser(), await endedApp()]
    const asking = [first, ended, browser, second, first, browser]
    const answers = await Promise.all(asking.map((client) => client.get('/api/v1/me')))

    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 401, 200, 200, 200, 200]
    )
    for (const [index, { person }] of asking.entries()) {
      if (asking[index] === ended) continue
      assert.equal(answers[index].data<UserBody>().username, person.username)
    }
  })

  test('are refused from the next request on, each for themselves', async ({ assert }) => {
    const [staying, leaving] = await severalApps(2)
    await leaving.api('DELETE', '/api/v1/sign-ins/current')
    const answers = await Promise.all([leaving, staying].map((app) => app.get('/api/v1/me')))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [401, 200]
    )
  })

  test('cannot spoil the statement of the others with what they send', async ({ assert }) => {
    const app = await signInApp()
    const tokens = ['{}', '{"\\\\x00"}', app.pair.accessToken.toUpperCase(), app.pair.refreshToken]
    const headers = tokens.map((token) => ({ Authorization: `Bearer ${token}` }))
    const refused = headers.map((header) => get('/api/v1/me', header))
    assert.equal((await app.get('/api/v1/me')).status, 200)
    for (const answer of await Promise.all(refused)) assert.equal(answer.status, 401)
  })
})

test.group('With CALLER_LOOKUPS=single', () => {
  test('the answers are the same', async ({ assert, cleanup }) => {
    const { origin, stop } = await startServer({ CALLER_LOOKUPS: 'single' })
    cleanup(stop)
    const asking = [...(await severalApps(2)), await endedApp()]
    const answers = await Promise.all(
      asking.map((app) => app.send('GET', '/api/v1/me', { origin }))
    )
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 401]
    )
  })
})
