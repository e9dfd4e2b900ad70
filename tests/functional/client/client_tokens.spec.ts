import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { memoryStore, SignedOut, Unreachable } from '../../../clients/typescript/src/index.js'
import { REFRESH, startApp } from '#tests/helpers/clients/typescript/gatehouse'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { countSignIns } from '#tests/helpers/database/rows'
import { letTimePass } from '#tests/helpers/time'
import type { Person } from '#tests/helpers/people/users'

const DAY = 24 * 60 * 60 * 1_000

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error
  )

const letTokenExpire = (person: Person) => letTimePass(person, { minutes: 16 })

test.group('An app that holds tokens', () => {
  test('refreshes once for ten calls with an expired token', async ({ assert }) => {
    const { app, network, person } = await startApp()
    await letTokenExpire(person)
    const users = await Promise.all(Array.from({ length: 10 }, () => app.me()))
    assert.deepEqual([...new Set(users.map(({ username }) => username))], [person.username])
    assert.equal(network.count(REFRESH), 1)
  })

  test('refreshes ahead of the end, so that no call is refused', async ({ assert }) => {
    let time = 0
    const { app, network } = await startApp({ now: () => time })
    await app.me()
    assert.equal(network.count(REFRESH), 0)
    time += 14 * 60_000
    await Promise.all([app.me(), app.me(), app.me()])
    assert.equal(network.count(REFRESH), 1)
    assert.equal(network.count('GET /api/v1/me'), 4)
  })

  test('refreshes once for two processes that share a store and a lock', async ({ assert }) => {
    const { app, network, person, start } = await startApp()
    const lock = turnsOf()
    const [one, other] = [start({ lock }), start({ lock })]
    await Promise.all([one.me(), other.me()])
    await letTokenExpire(person)
    await Promise.all([one.me(), other.me(), one.me(), other.me()])
    assert.equal(network.count(REFRESH), 1)
    assert.equal((await app.me()).username, person.username)
  })

  test('goes on in two processes that share a store, but no lock', async ({ assert }) => {
    const { person, start } = await startApp()
    const apps = [1, 2, 3].map(() => start({ lock: (run) => run() }))
    await letTokenExpire(person)
    for (let round = 0; round < 2; round++) {
      const users = await Promise.all(apps.map((app) => app.me()))
      assert.lengthOf(users, 3)
    }
    assert.equal(await countSignIns(person), 1)
  })

  test('goes on where the answer to its refresh was lost', async ({ assert }) => {
    const { app, network, person } = await startApp()
    await letTokenExpire(person)
    network.losing.set('/api/v1/tokens/refresh', 2)
    assert.equal((await app.me()).username, person.username)
    assert.equal(network.count(REFRESH), 3)
    assert.equal((await app.me()).username, person.username)
  })

  test('goes on where it was killed between the answer and the store', async ({ assert }) => {
    const { store, person, start } = await startApp()
    await letTokenExpire(person)
    const frozen = memoryStore(await store.read())
    const never = () => new Promise<void>(() => {})
    void start({ store: { read: frozen.read, write: never }, lock: (run) => run() }).me()
    await untilRefreshed(person)
    assert.equal((await start().me()).username, person.username)
    assert.equal(await countSignIns(person), 1)
  })

  test('does not mind a clock that is wrong by {0} days')
    .with([[1], [-1]])
    .run(async ({ assert }, [days]) => {
      const { app, network, person } = await startApp({ now: () => Date.now() + days * DAY })
      await app.me()
      assert.equal(network.count(REFRESH), 0)
      await letTokenExpire(person)
      await app.me()
      assert.equal(network.count(REFRESH), 1)
    })

  test('does not mind a clock that is put right by {0} days')
    .with([[1], [-1]])
    .run(async ({ assert }, [days]) => {
      let wrong = 0
      const { app, network, person } = await startApp({ now: () => Date.now() + wrong })
      wrong = days * DAY
      for (let calls = 0; calls < 3; calls++)
        assert.equal((await app.me()).username, person.username)
      assert.isAtMost(network.count(REFRESH), 1)
      await letTokenExpire(person)
      assert.equal((await app.me()).username, person.username)
    })

  test('uses a token that is good for a while yet where it cannot refresh', async ({ assert }) => {
    let time = 0
    const { app, network, person } = await startApp({ now: () => time })
    time += 14 * 60_000
    network.losing.set('/api/v1/tokens/refresh', 10)
    assert.equal((await app.me()).username, person.username)
  })

  test('is signed in when it starts again', async ({ assert }) => {
    const { person, start } = await startApp()
    assert.equal((await start().me()).username, person.username)
  })

  test('is told that it was signed out elsewhere, once', async ({ assert }) => {
    let told = 0
    const { app, store, person } = await startApp({ onSignedOut: () => void told++ })
    const other = await signInApp(person)
    await other.api('DELETE', '/api/v1/sign-ins')
    const failures = await Promise.all([app.me(), app.me()].map(failureOf))
    for (const failure of failures) assert.instanceOf(failure, SignedOut)
    assert.equal(told, 1)
    assert.notInclude(String(await store.read()), 'gatehouse_')
    assert.instanceOf(await failureOf(app.me()), SignedOut)
    assert.equal(told, 1)
  })

  test('is told once where one call learns of the end after another', async ({ assert }) => {
    let told = 0
    const { network, person, start } = await startApp()
    const delayed: typeof network.fetch = async (url, init) => {
      const answer = await network.fetch(url, init)
      if (url.includes('late')) await new Promise((resolve) => setTimeout(resolve, 500))
      return answer
    }
    const app = start({ fetch: delayed, onSignedOut: () => void told++ })
    const other = await signInApp(person)
    await other.api('DELETE', '/api/v1/sign-ins')
    const calls = [app.me(), app.get('/api/v1/me?late')]
    for (const failure of await Promise.all(calls.map(failureOf)))
      assert.instanceOf(failure, SignedOut)
    assert.equal(told, 1)
  })

  test('says that the service is not reached, and stays signed in', async ({ assert }) => {
    const { app, network, person } = await startApp()
    network.isDown = true
    assert.instanceOf(await failureOf(app.me()), Unreachable)
    network.isDown = false
    assert.equal((await app.me()).username, person.username)
  })

  test('signs out where the service is reached', async ({ assert }) => {
    const { app, store, person } = await startApp()
    await app.signOut()
    assert.equal(await countSignIns(person), 0)
    assert.notInclude(String(await store.read()), 'gatehouse_')
  })

  test('signs out without the service, and tells it with the next call', async ({ assert }) => {
    const { app, network, store, person } = await startApp()
    network.isDown = true
    await app.signOut()
    assert.instanceOf(await failureOf(app.me()), SignedOut)
    assert.equal(await countSignIns(person), 1)

    network.isDown = false
    await app.signIn({ login: person.username, password: person.password })
    assert.equal((await app.me()).username, person.username)
    assert.equal(await countSignIns(person), 1)
    assert.notInclude(String(await store.read()), '"ended":["')
  })
})

/** One at a time, whoever holds it. */
function turnsOf() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(run: () => Promise<T>): Promise<T> => {
    const turn = last.then(run)
    last = turn.catch(() => {})
    return turn
  }
}

async function untilRefreshed({ id }: Person) {
  for (let tries = 0; tries < 200; tries++) {
    const [signIn] = await db.from('sign_ins').where('user_id', id)
    if (signIn.refresh_generation > 0) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('No refresh came')
}
