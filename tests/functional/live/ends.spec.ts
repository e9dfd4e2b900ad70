import { test } from '@japa/runner'
import { makeScript } from '#tests/helpers/clients/scripts'
import { postJson } from '#tests/helpers/clients/http'
import { type App, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { follow, type Following } from '#tests/helpers/clients/streams'
import { startServer } from '#tests/helpers/servers/server'
import { deleteAccount, OTHER_PASSWORD, type Person, suspend } from '#tests/helpers/people/users'
import { letTimePass } from '#tests/helpers/time'

/** Milliseconds: the second that is promised, and what a busy machine adds to it. */
const IN_TIME = 3_000

type Somebody = App & { person: Person }

const ENDS: Record<string, (app: Somebody) => Promise<unknown>> = {
  'signs out': (app) => app.api('DELETE', '/api/v1/sign-ins/current'),
  'ends it elsewhere': async ({ person, pair }) =>
    (await signInApp(person)).api('DELETE', `/api/v1/sign-ins/${pair.signIn.id}`),
  'ends all others elsewhere': async ({ person }) =>
    (await signInApp(person)).api('DELETE', '/api/v1/sign-ins'),
  'changes the password elsewhere': async ({ person }) =>
    (await signInApp(person)).api('PUT', '/api/v1/me/password', {
      currentPassword: person.password,
      password: OTHER_PASSWORD,
    }),
  'is suspended': ({ person }) => suspend(person),
  'is deleted': ({ person }) => deleteAccount(person),
  'has come to the end of the token': ({ person }) => letTimePass(person, { minutes: 16 }),
  'is found to have a copied token': async (app) => {
    const { refreshToken } = app.pair
    await app.refresh()
    await letTimePass(app.person, { minutes: 1 })
    await postJson('/api/v1/tokens/refresh', { refreshToken })
  },
}

async function assertEnds(
  assert: { isBelow(value: number, most: number): void; isTrue(value: boolean): void },
  stream: Following,
  end: () => Promise<unknown>
) {
  await end()
  assert.isBelow(await stream.untilOver(), IN_TIME)
  assert.isTrue(stream.response.complete)
}

test.group('A stream ends within a second', () => {
  test('once its owner {$self}')
    .with(Object.keys(ENDS))
    .run(async ({ assert }, end) => {
      const app = await signInApp()
      const stream = await follow(app)
      await assertEnds(assert, stream, () => ENDS[end](app))
    })

  test('of the cookie as of a token, and leaves those of other sign-ins alone', async ({
    assert,
  }) => {
    const browser = await signInBrowser()
    const other = await follow(await signInApp(browser.person))
    const stream = await follow(browser)
    await assertEnds(assert, stream, () => browser.api('DELETE', '/api/v1/sign-ins/current'))
    assert.isFalse(other.isOver)
    assert.notInclude(stream.kinds, 'signed_out')
    await other.untilTold(1)
  })

  test('of a browser that has been idle for too long', async ({ assert }) => {
    const browser = await signInBrowser()
    const stream = await follow(browser)
    await assertEnds(assert, stream, () => letTimePass(browser.person, { hours: 3 }))
  })

  test('of a personal token that is ended', async ({ assert }) => {
    const app = await signInApp()
    const script = await makeScript(['profile:read'], app)
    const { person } = app
    const stream = await follow(
      Object.assign(await signInApp(person), { pair: { accessToken: script.token } }) as App
    )
    await assertEnds(assert, stream, () =>
      app.api('DELETE', `/api/v1/personal-tokens/${script.id}`)
    )
  })

  test('on whichever instance it is, and is told there what happens on another', async ({
    assert,
  }) => {
    const { origin, stop } = await startServer({})
    const app = await signInApp()
    const stream = await follow(app, { origin })
    await app.api('POST', '/api/v1/personal-tokens', { name: 'Backup', scopes: ['files:read'] })
    assert.deepEqual(await stream.untilTold(1), ['personal_token_made'])
    await assertEnds(assert, stream, () => app.api('DELETE', '/api/v1/sign-ins/current'))
    await stop()
  })

  test('of a server that is told to stop, which waits for none', async ({ assert }) => {
    const { origin, terminate } = await startServer({})
    const app = await signInApp()
    const streams = await Promise.all(Array.from({ length: 10 }, () => follow(app, { origin })))
    const told = performance.now()
    assert.equal(await terminate(), 0)
    assert.isBelow(performance.now() - told, 10_000)
    for (const stream of streams) assert.isTrue(stream.response.complete)
  })
})
