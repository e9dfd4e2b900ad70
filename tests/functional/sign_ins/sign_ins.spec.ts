import { test } from '@japa/runner'
import {
  CREDENTIALS,
  type SignInBody,
  signInApp,
  signInBrowser,
  signInBy,
} from '#tests/helpers/clients/sign_in'
import type { Answer } from '#tests/helpers/clients/http'
import { countSignIns } from '#tests/helpers/database/rows'
import { letTimePass } from '#tests/helpers/time'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

type List = { data: SignInBody[]; meta: Record<string, number> }
const listOf = (answer: Answer) => answer.json<List>()

test.group('Where somebody is signed in', () => {
  test('is told with all that the contract names, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      const answer = await client.get('/api/v1/sign-ins')
      assert.equal(answer.status, 200)
      const { data, meta } = listOf(answer)
      assert.deepEqual(meta, {
        total: 1,
        perPage: 20,
        currentPage: 1,
        lastPage: 1,
        nextCursor: null,
      })
      assert.sameMembers(Object.keys(data[0]), [
        'id',
        'kind',
        'name',
        'ipAddress',
        'userAgent',
        'createdAt',
        'lastSeenAt',
        'expiresAt',
        'current',
      ])
      assert.include(data[0], { kind: credential === 'cookie' ? 'browser' : 'app', current: true })
    })

  test('tells browsers and devices by names that people know', async ({ assert }) => {
    const app = await signInApp(undefined, { deviceName: 'Pixel' })
    await signInBrowser(app.person, { headers: { 'User-Agent': FIREFOX } })
    const { data } = listOf(await app.get('/api/v1/sign-ins'))
    assert.sameDeepMembers(
      data.map(({ kind, name, userAgent, current }) => ({ kind, name, userAgent, current })),
      [
        { kind: 'app', name: 'Pixel', userAgent: null, current: true },
        { kind: 'browser', name: 'Firefox on Linux', userAgent: FIREFOX, current: false },
      ]
    )
  })

  test('leaves out what has expired', async ({ assert }) => {
    const app = await signInApp()
    await signInBrowser(app.person)
    await letTimePass(app.person, { minutes: 121 })
    await app.refresh()
    const { data } = listOf(await app.get('/api/v1/sign-ins'))
    assert.deepEqual(
      data.map(({ kind }) => kind),
      ['app']
    )
  })

  test('comes in pages', async ({ assert }) => {
    const app = await signInApp()
    await Promise.all([signInApp(app.person), signInApp(app.person)])
    const first = listOf(await app.get('/api/v1/sign-ins?perPage=2'))
    const second = listOf(await app.get('/api/v1/sign-ins?perPage=2&page=2'))
    assert.deepInclude(first.meta, { total: 3, perPage: 2, currentPage: 1, lastPage: 2 })
    assert.isString(first.meta.nextCursor)
    const ids = [...first.data, ...second.data].map(({ id }) => id)
    assert.equal(new Set(ids).size, 3)
    assert.isEmpty(listOf(await app.get('/api/v1/sign-ins?page=9')).data)
  })

  test('says in words what is wrong with a number: {query}')
    .with([
      { query: 'page=1.5', says: 'The page number must be a whole number.' },
      { query: 'page=one', says: 'Give the page number in digits.' },
      { query: 'perPage=101', says: 'The number of entries must be from 1 to 100.' },
    ])
    .run(async ({ assert }, { query, says }) => {
      const app = await signInApp()
      const { problem } = await app.get(`/api/v1/sign-ins?${query}`)
      assert.equal(problem.errors?.[0].message, says)
    })

  test('says what is wrong with a page that is none', async ({ assert }) => {
    const app = await signInApp()
    for (const query of ['page=0', 'page=NaN', 'page=1.5', 'page=-1', 'perPage=101', 'perPage=x']) {
      const { status, problem } = await app.get(`/api/v1/sign-ins?${query}`)
      assert.equal(status, 422, query)
      assert.equal(problem.errors?.[0].field, query.split('=')[0])
    }
  })
})

test.group('Ending sign-ins', () => {
  test('ends one of them at once, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const app = await signInApp()
      const client = await signInBy(credential, app.person)
      const answer = await client.api('DELETE', `/api/v1/sign-ins/${app.pair.signIn.id}`)
      assert.deepEqual([answer.status, answer.text], [204, ''])
      assert.equal((await app.get('/api/v1/me')).status, 401)
      assert.equal((await client.get('/api/v1/me')).status, 200)
    })

  test('signs out where somebody ends the one in hand', async ({ assert }) => {
    const browser = await signInBrowser()
    const [{ id }] = listOf(await browser.get('/api/v1/sign-ins')).data
    const answer = await browser.api('DELETE', `/api/v1/sign-ins/${id}`)
    assert.equal(answer.status, 204)
    assert.equal(answer.headers['clear-site-data'], '"cache", "storage"')
    assert.isUndefined(browser.sessionId)
  })

  test('ends all others and keeps the current one, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      const app = await signInApp(client.person)
      const browser = await signInBrowser(client.person)
      assert.equal((await client.api('DELETE', '/api/v1/sign-ins')).status, 204)
      assert.equal((await app.get('/api/v1/me')).status, 401)
      assert.equal((await browser.get('/api/v1/me')).status, 401)
      assert.equal((await client.get('/api/v1/me')).status, 200)
      assert.equal(await countSignIns(client.person), 1)
    })

  test('knows nothing of the sign-ins of others', async ({ assert }) => {
    const [mine, theirs] = [await signInApp(), await signInApp()]
    const answer = await mine.api('DELETE', `/api/v1/sign-ins/${theirs.pair.signIn.id}`)
    assert.deepEqual([answer.status, answer.problem.code], [404, 'not_found'])
    assert.equal((await theirs.get('/api/v1/me')).status, 200)
    const { data } = listOf(await mine.get('/api/v1/sign-ins'))
    assert.lengthOf(data, 1)
  })

  test('can be done once', async ({ assert }) => {
    const app = await signInApp()
    const { pair } = await signInApp(app.person)
    const end = () => app.api('DELETE', `/api/v1/sign-ins/${pair.signIn.id}`)
    const answers = await Promise.all([end(), end()])
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [204, 404])
  })
})
