import { test } from '@japa/runner'
import { generateSecret } from '#secrets/secrets'
import { App, signInApp, type TokenPairBody } from '#tests/helpers/clients/sign_in'
import { postJson } from '#tests/helpers/clients/http'
import { countSignIns, theftsOf } from '#tests/helpers/database/rows'
import { letTimePass } from '#tests/helpers/time'
import { deleteAccount, suspend } from '#tests/helpers/people/users'

const refresh = (refreshToken: unknown) => postJson('/api/v1/tokens/refresh', { refreshToken })
const DAY = 24 * 60 * 60

const tokensOf = ({ accessToken, refreshToken }: TokenPairBody) => [accessToken, refreshToken]

const works = async (app: App) => (await app.get('/api/v1/me')).status === 200

test.group('Refreshing', () => {
  test('gives a new pair for the same sign-in', async ({ assert }) => {
    const app = await signInApp()
    const old = app.pair
    const answer = await app.refresh()
    assert.equal(answer.status, 200)
    assert.equal(answer.headers['cache-control'], 'no-store')
    assert.notProperty(answer.headers, 'set-cookie')
    assert.deepInclude(app.pair, { tokenType: 'Bearer', expiresIn: 900 })
    assert.notEqual(app.pair.accessToken, old.accessToken)
    assert.notEqual(app.pair.refreshToken, old.refreshToken)
    assert.equal(app.pair.signIn.id, old.signIn.id)
    assert.isTrue(await works(app))
  })

  test('goes on for as long as somebody comes back within 30 days', async ({ assert }) => {
    const app = await signInApp()
    for (let month = 0; month < 3; month++) {
      await letTimePass(app.person, { days: 29, hours: 23 })
      assert.equal((await app.refresh()).status, 200)
    }
    assert.isTrue(await works(app))
    await letTimePass(app.person, { days: 30, seconds: 1 })
    const late = await app.refresh()
    assert.deepEqual([late.status, late.problem.code], [400, 'invalid_grant'])
  })

  test('comes to an end a year after the sign-in, however often it is done', async ({ assert }) => {
    const app = await signInApp()
    for (let month = 0; month < 12; month++) {
      await letTimePass(app.person, { days: 29 })
      assert.equal((await app.refresh()).status, 200)
    }
    assert.approximately(app.pair.refreshExpiresIn, (365 - 12 * 29) * DAY, 60)

    await letTimePass(app.person, { days: 365 - 12 * 29, minutes: -10 })
    assert.equal((await app.refresh()).status, 200)
    assert.approximately(app.pair.expiresIn, 10 * 60, 60)
    await letTimePass(app.person, { minutes: 10 })
    assert.isFalse(await works(app))
    assert.equal((await app.refresh()).problem.code, 'invalid_grant')
  })

  test('lets the replaced access token live on for the grace window at most', async ({
    assert,
  }) => {
    const app = await signInApp()
    const before = new App(app.pair)
    await app.refresh()
    assert.isTrue(await works(before))
    await letTimePass(app.person, { seconds: 31 })
    assert.isFalse(await works(before))
    assert.isTrue(await works(app))
  })

  test('does not prolong a replaced access token that was about to expire', async ({ assert }) => {
    const app = await signInApp()
    const before = new App(app.pair)
    await letTimePass(app.person, { minutes: 14, seconds: 55 })
    await app.refresh()
    await letTimePass(app.person, { seconds: 6 })
    assert.isFalse(await works(before))
  })

  test('gives the same pair again when its answer was lost', async ({ assert }) => {
    const app = await signInApp()
    const first = (await refresh(app.pair.refreshToken)).data<TokenPairBody>()
    await letTimePass(app.person, { seconds: 20 })
    assert.equal((await app.refresh()).status, 200)
    assert.deepEqual(tokensOf(app.pair), tokensOf(first))
    assert.isTrue(await works(app))
    assert.equal((await app.refresh()).status, 200)
  })

  test('says of a pair that is given again what is left of it', async ({ assert }) => {
    const app = await signInApp()
    const first = (await refresh(app.pair.refreshToken)).data<TokenPairBody>()
    await letTimePass(app.person, { seconds: 20 })
    await app.refresh()
    assert.approximately(first.expiresIn - app.pair.expiresIn, 20, 1)
    assert.approximately(first.refreshExpiresIn - app.pair.refreshExpiresIn, 20, 1)
  })

  test('gives two processes of one phone, one after the other, a pair that stays good', async ({
    assert,
  }) => {
    const app = await signInApp()
    const other = new App(app.pair)
    await Promise.all([app.refresh(), other.refresh()])
    await letTimePass(app.person, { minutes: 10 })
    // They keep their tokens in one place: what the later one has written is used by both.
    assert.equal((await other.refresh()).status, 200)
    await letTimePass(app.person, { minutes: 10 })
    app.pair = other.pair
    assert.equal((await app.refresh()).status, 200)
    assert.deepEqual(await theftsOf(app.person), [])
  })

  test('gives other pairs from one generation to the next', async ({ assert }) => {
    const app = await signInApp()
    const seen = new Set<string>()
    for (let generation = 0; generation < 5; generation++) {
      for (const token of tokensOf(app.pair)) seen.add(token)
      await app.refresh()
    }
    assert.equal(seen.size, 10)
  })

  test('gives every one of 50 parallel calls the same pair', async ({ assert }) => {
    const app = await signInApp()
    const { refreshToken } = app.pair
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(refreshToken)))
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])

    const apps = answers.map((answer) => new App(answer.data<TokenPairBody>()))
    assert.equal(new Set(apps.map(({ pair }) => pair.refreshToken)).size, 1)
    assert.isTrue((await Promise.all(apps.map(works))).every(Boolean))

    assert.equal(await countSignIns(app.person), 1)
    assert.deepEqual(await theftsOf(app.person), [])
    assert.equal((await apps[37].refresh()).status, 200)
  })

  test('of a token that is {0} is refused alike')
    .with([
      ['unknown', generateSecret('refresh')],
      ['of another kind', generateSecret('access')],
      ['mistyped', `${generateSecret('refresh').slice(0, -1)}-`],
      ['nonsense', 'nonsense'],
      ['a number and a secret', '1.abcdef'],
    ])
    .run(async ({ assert }, [, token]) => {
      const { status, problem } = await refresh(token)
      assert.deepEqual([status, problem.code], [400, 'invalid_grant'])
    })

  test('of something that is no text is refused', async ({ assert }) => {
    for (const token of [1, {}, [], true, null, 'a'.repeat(513)])
      assert.equal((await refresh(token)).status, 422, JSON.stringify(token))
  })

  test('tells who is suspended so, and keeps their sign-in', async ({ assert }) => {
    const app = await signInApp()
    await suspend(app.person)
    const answer = await app.refresh()
    assert.deepEqual([answer.status, answer.problem.code], [403, 'account_suspended'])
    assert.equal(await countSignIns(app.person), 1)
  })

  test('tells who is deleted nothing', async ({ assert }) => {
    const app = await signInApp()
    await deleteAccount(app.person)
    const answer = await app.refresh()
    assert.deepEqual([answer.status, answer.problem.code], [400, 'invalid_grant'])
  })
})
