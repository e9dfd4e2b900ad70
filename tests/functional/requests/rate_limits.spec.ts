import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Browser, signInApp } from '#tests/helpers/clients/sign_in'
import { get, postJson } from '#tests/helpers/clients/http'
import { letLimitsPass, setLimits } from '#tests/helpers/people/limits'
import { forget } from '#tests/helpers/people/password_resets'
import { makeScript } from '#tests/helpers/clients/scripts'
import { createUser, registration, uniqueName } from '#tests/helpers/people/users'

const countRows = async () => (await db.from('rate_limits').select('key')).length

test.group('Limits of the API', (group) => {
  group.each.setup(() => setLimits({ reads: 3, writes: 3 }))

  test('every answer says what is left', async ({ assert }) => {
    const app = await signInApp()
    const first = await app.get('/api/v1/me')
    assert.equal(first.headers['ratelimit-policy'], '"reads";q=3;w=60')
    assert.match(String(first.headers['ratelimit']), /^"reads";r=2;t=(60|5\d)$/)

    const refused = await app.api('PATCH', '/api/v1/me', { email: 'no address' })
    assert.equal(refused.status, 422)
    assert.match(String(refused.headers['ratelimit']), /^"writes";r=2;t=(60|5\d)$/)
  })

  test('reading too often is refused, for all that one account came with', async ({ assert }) => {
    const app = await signInApp()
    const script = await makeScript(['profile:read'], app)
    await app.get('/api/v1/me')
    await app.get('/api/v1/sign-ins')
    await script.get('/api/v1/me')

    const refused = await script.get('/api/v1/me')
    assert.equal(refused.status, 429)
    assert.equal(refused.problem.code, 'too_many_requests')
    assert.match(String(refused.headers['ratelimit']), /^"reads";r=0;t=\d+$/)
    assert.isAbove(Number(refused.headers['retry-after']), 0)
    assert.equal((await (await signInApp()).get('/api/v1/me')).status, 200)
  })

  test('changing too often is refused, also at once', async ({ assert }) => {
    const app = await signInApp()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => app.api('PATCH', '/api/v1/me', { username: uniqueName() }))
    )
    assert.lengthOf(
      answers.filter(({ status }) => status === 200),
      3
    )
    assert.lengthOf(
      answers.filter(({ status }) => status === 429),
      5
    )
  })

  test('reading and looking around writes no rows', async ({ assert }) => {
    const app = await signInApp()
    await db.from('rate_limits').delete()

    await app.get('/api/v1/me')
    await get('/')
    await new Browser().get('/login')
    await get('/api/v1/me')
    await postJson('/api/v1/tokens/refresh', { refreshToken: 'gatehouse_rt_no' })
    await postJson('/api/v1/personal-tokens', {})

    assert.equal(await countRows(), 0)
  })

  test('visitors of one network are limited as well', async ({ assert, cleanup }) => {
    cleanup(await setLimits({ visitorWrites: 3 }))
    const refresh = () => postJson('/api/v1/tokens/refresh', { refreshToken: 'gatehouse_rt_no' })
    for (let i = 0; i < 3; i++) assert.equal((await refresh()).status, 400)
    assert.equal((await refresh()).status, 429)
  })

  test('reading pages and probes is not counted', async ({ assert }) => {
    for (let i = 0; i < 6; i++) {
      assert.equal((await get('/')).status, 200)
      assert.equal((await get('/health/live')).status, 200)
    }
  })
})

test.group('Limits of registering', (group) => {
  group.each.setup(() => setLimits({ registrations: 3 }))

  test('page and API share them', async ({ assert }) => {
    await createUser()
    await createUser()
    const { password, ...names } = registration()
    const page = await new Browser().submit('/register', {
      ...names,
      password,
      passwordConfirmation: password,
    })
    assert.equal(page.headers.location, '/welcome')

    const refused = await postJson('/api/v1/users', registration())
    assert.equal(refused.status, 429)
  })

  test('count accounts and names that are taken, and no form that is refused for itself', async ({
    assert,
  }) => {
    const { username } = await createUser()
    const register = (change: object) => postJson('/api/v1/users', { ...registration(), ...change })
    for (const bad of [
      { password: 'short' },
      { email: 'none' },
      { username: 'admin' },
      { email: 7 },
    ])
      for (let i = 0; i < 3; i++) assert.equal((await register(bad)).status, 422)
    assert.equal((await register({ username })).status, 422)
    assert.equal((await register({})).status, 201)
    for (let i = 0; i < 3; i++) assert.equal((await register({})).status, 429)
  })

  test('have one for a day beside the one for an hour, and charge nothing for a refusal', async ({
    assert,
    cleanup,
  }) => {
    cleanup(await setLimits({ registrations: 2, registrationsInDay: 3 }))
    const register = () => postJson('/api/v1/users', registration())
    const statuses = async () =>
      [await register(), await register(), await register()].map(({ status }) => status)
    assert.deepEqual(await statuses(), [201, 201, 429])
    await letLimitsPass(60 * 60)
    assert.deepEqual(await statuses(), [201, 429, 429])
  })

  test('and say how long to wait, in words too', async ({ assert }) => {
    for (let i = 0; i < 3; i++) await createUser()
    const register = () => postJson('/api/v1/users', registration())
    assert.equal((await register()).problem.detail, 'Too many requests. Please wait about an hour.')

    await letLimitsPass(35 * 60)
    const { headers, problem } = await register()
    assert.equal(problem.detail, 'Too many requests. Please wait about 25 minutes.')
    assert.approximately(Number(headers['retry-after']), 25 * 60, 30)
  })
})

test.group('Limits of mail', (group) => {
  group.each.setup(() => setLimits({ mailRequests: 3 }))

  test('asked for by the owner do not tell a stranger that there is one', async ({ assert }) => {
    const app = await signInApp()
    const confirm = () => app.api('POST', '/api/v1/email-verifications')
    for (let i = 0; i < 3; i++) assert.equal((await confirm()).status, 202)
    assert.equal((await confirm()).status, 429)

    const statuses: number[] = []
    for (let i = 0; i < 4; i++) statuses.push((await forget(app.person.email)).status)
    assert.deepEqual(statuses, [202, 202, 202, 429])
  })
})

test.group('Limits of asking for a link to a new password', (group) => {
  group.each.setup(() => setLimits({ resets: 3 }))

  test('page and API share them, whatever the addresses', async ({ assert }) => {
    const address = () => `${uniqueName()}@example.org`
    const browser = new Browser()
    const ask = () => browser.submit('/forgot-password', { email: address() })
    for (let i = 0; i < 2; i++) assert.equal((await forget(address())).status, 202)
    await ask()
    assert.include((await browser.get('/forgot-password')).text, 'an email is on its way')

    const [refused, page] = [await forget(address()), await ask()]
    assert.equal(refused.status, 429)
    assert.equal(refused.problem.code, 'too_many_requests')
    assert.deepEqual([page.status, page.headers.location], [303, '/forgot-password'])
    assert.include((await browser.get('/forgot-password')).text, 'Too many requests')
  })
})
