import type { Assert } from '@japa/assert'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { hashQueue } from '#passwords/hash_queue'
import { limits } from '#start/limiter'
import { Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { countOf, tryPassword, tryWrong } from '#tests/helpers/people/guesses'
import { whileQueueIsFull } from '#tests/helpers/people/hash_queue'
import type { Answer } from '#tests/helpers/clients/http'
import { letLimitsPass, setLimits } from '#tests/helpers/people/limits'
import { createUser, PASSWORD } from '#tests/helpers/people/users'

const CONFIRMATION = '/api/v1/sign-ins/current/confirmation'

/** Asserts that the client is to wait for so many seconds; a few may be over. */
function assertPause(assert: Assert, { headers }: Answer, seconds: number) {
  assert.isAtMost(Number(headers['retry-after']), seconds)
  assert.isAbove(Number(headers['retry-after']), seconds - 30)
}

test.group('Guessing a password', (group) => {
  group.each.setup(() => setLimits({ guesses: 4, guessesFromNetwork: 1000 }))

  test('after five failures there is a pause, also for the right password', async ({ assert }) => {
    const { username } = await createUser()
    await tryWrong(username, 4)
    assert.equal((await tryPassword(username)).problem.code, 'invalid_credentials')

    const answer = await tryPassword(username, PASSWORD)
    assert.equal(answer.status, 429)
    assert.equal(answer.problem.code, 'too_many_requests')
    assertPause(assert, answer, 60)
  })

  test('after the pause there is one more try, and the next pause is twice as long', async ({
    assert,
  }) => {
    const { username } = await createUser()
    await tryWrong(username, 5)
    for (const pause of [120, 240, 480]) {
      await letLimitsPass(pause / 2)
      assert.equal((await tryPassword(username)).status, 400)
      const refused = await tryPassword(username)
      assert.equal(refused.status, 429)
      assertPause(assert, refused, pause)
    }
  })

  test('the pause grows no longer than an hour', async ({ assert }) => {
    const { username } = await createUser()
    await tryWrong(username, 5)
    await letLimitsPass(60)
    await db.from('rate_limits').where('key', 'like', '%:guessPauses:%').update({ points: 30 })
    await tryPassword(username)
    const refused = await tryPassword(username)
    assertPause(assert, refused, limits.longestGuessPause)
  })

  test('a refused attempt does not lengthen the pause', async ({ assert }) => {
    const { username } = await createUser()
    await tryWrong(username, 20)
    await letLimitsPass(60)
    assert.equal((await tryPassword(username, PASSWORD)).status, 201)
  })

  test('the right password after a pause brings no pause with it', async ({ assert }) => {
    const { username } = await createUser()
    await tryWrong(username, 5)
    await letLimitsPass(60)
    for (let i = 0; i < 3; i++) assert.equal((await tryPassword(username, PASSWORD)).status, 201)
  })

  test('signing in with the right password never leads to a pause', async ({ assert }) => {
    const { username } = await createUser()
    for (let i = 0; i < 8; i++) assert.equal((await tryPassword(username, PASSWORD)).status, 201)
  })

  test('of 30 guesses at once five are checked', async ({ assert }) => {
    const { username } = await createUser()
    const answers = await Promise.all(Array.from({ length: 30 }, () => tryPassword(username)))
    assert.equal(countOf(answers, 400), 5)
    assert.equal(countOf(answers, 429), 25)
  })

  test('of 30 guesses at once after a pause one is checked', async ({ assert }) => {
    const { username } = await createUser()
    await tryWrong(username, 5)
    await letLimitsPass(60)
    const answers = await Promise.all(Array.from({ length: 30 }, () => tryPassword(username)))
    assert.equal(countOf(answers, 400), 1)
  })

  test('a login has one count, however it is written', async ({ assert }) => {
    const { username, email } = await createUser()
    for (const login of [username, email]) {
      await tryWrong(login, 2)
      await tryWrong(login.toUpperCase(), 2)
      await tryWrong(` ${login} `, 1)
      assert.equal((await tryPassword(login)).status, 429)
    }
  })

  test('no count tells which address belongs to which username: {$self}')
    .with(['from elsewhere', 'from where the owner signs in'])
    .run(async ({ assert }, from) => {
      const [ann, bob] = [await createUser(), await createUser()]
      if (from === 'from where the owner signs in')
        for (const person of [ann, bob]) await signInApp(person)
      await tryWrong(ann.username, 7)
      const next = [ann.email, bob.email, 'nobody@example.org', 'no_body']
      const statuses = await Promise.all(
        next.map(async (login) => (await tryPassword(login)).status)
      )
      assert.deepEqual(statuses, [400, 400, 400, 400])
      await tryWrong(ann.email, 7)
      assert.equal((await tryPassword(bob.username)).status, 400)
      assert.equal((await tryPassword(ann.email, PASSWORD)).status, 429)
    })

  test('page, token and confirmation share one count', async ({ assert }) => {
    const browser = await signInBrowser()
    const { username } = browser.person
    const app = await signInApp(browser.person)

    await tryWrong(username, 2)
    await new Browser().submit('/login', { login: username, password: 'wrong' })
    assert.equal((await app.api('PUT', CONFIRMATION, { password: 'wrong' })).status, 422)
    await app.api('DELETE', '/api/v1/me', { currentPassword: 'wrong' })

    assert.equal((await browser.api('PUT', CONFIRMATION, { password: PASSWORD })).status, 429)
    assert.equal((await tryPassword(username, PASSWORD)).status, 429)
  })

  test('the page says so, and keeps what was typed', async ({ assert }) => {
    const { username } = await createUser()
    await tryWrong(username, 5)
    const browser = new Browser()
    const answer = await browser.submit('/login', { login: username, password: PASSWORD })
    assert.equal(answer.status, 303)
    const { text } = await browser.get('/login')
    assert.include(text, 'Too many requests. Please wait a minute.')
    assert.include(text, `value="${username}"`)
  })

  test('an unknown account answers the same', async ({ assert }) => {
    await tryWrong('nobody.of.that.name', 5)
    const answer = await tryPassword('nobody.of.that.name')
    assert.equal(answer.status, 429)
    assertPause(assert, answer, 60)
  })

  test('no login that was tried is kept in clear text', async ({ assert }) => {
    await tryPassword('my secret typed in the wrong field')
    await tryPassword('someone@example.org')
    const keys = JSON.stringify(await db.from('rate_limits').select('key'))
    assert.notInclude(keys, 'secret')
    assert.notInclude(keys, 'someone')
  })

  test('where too many passwords are being checked nothing is counted', async ({ assert }) => {
    const { username } = await createUser()
    await whileQueueIsFull(async () => {
      for (let i = 0; i < 8; i++) assert.equal((await tryPassword(username)).status, 503)
    })
    assert.isEmpty(await db.from('rate_limits').where('key', 'like', '%guess%'))
    assert.equal((await tryPassword(username, PASSWORD)).status, 201)
  })

  test('a check that was not made is given back', async ({ assert }) => {
    const { username } = await createUser()
    const run = hashQueue.run
    hashQueue.run = () => Promise.reject(Object.assign(new Error('full'), { code: 'unavailable' }))
    try {
      for (let i = 0; i < 8; i++) assert.equal((await tryPassword(username)).status, 503)
    } finally {
      hashQueue.run = run
    }
    assert.equal((await tryPassword(username, PASSWORD)).status, 201)
  })
})
