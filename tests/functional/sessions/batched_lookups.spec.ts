import { setTimeout } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { ASKED, BatchedLookup } from '#auth/batched_lookup'
import { findCallerByToken } from '#auth/caller_lookup'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { get } from '#tests/helpers/clients/http'
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
  test('are looked up in two statements: the first at once, then all who came meanwhile', async ({
    assert,
  }) => {
    const apps = [...(await severalApps(3)), await endedApp()]
    const statements = await statementsOf(() =>
      Promise.all(apps.map(({ pair }) => findCallerByToken(pair.accessToken)))
    )
    assert.lengthOf(statements, 2)
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

  test('are found again after the connection was lost', async ({ assert }) => {
    const { pair } = await signInApp()
    await findCallerByToken(pair.accessToken)
    await db.rawQuery(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity
       where datname = current_database() and query like '%join access_tokens on access_tokens.hash = asked.hash%'
         and pid <> pg_backend_pid()`
    )
    await setTimeout(50)
    assert.exists((await findCallerByToken(pair.accessToken)).caller)
  })

  test('are all told where a query fails, those who wait for the next included', async ({
    assert,
  }) => {
    const lookup = new BatchedLookup('fails', `select place, 1 / (place - place) from ${ASKED}`)
    const asked = ['a', 'b', 'c'].map((hash) => lookup.find(Buffer.from(hash)))
    for (const { status } of await Promise.allSettled(asked)) assert.equal(status, 'rejected')
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
