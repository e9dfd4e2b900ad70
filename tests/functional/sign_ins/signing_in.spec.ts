import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { hash } from 'argon2'
import { needsRehash } from '#passwords/hashing'
import User from '#models/user'
import { Browser, type TokenPairBody } from '#tests/helpers/clients/sign_in'
import { type Answer, postJson } from '#tests/helpers/clients/http'
import { processorTimeOf } from '#tests/helpers/servers/processor_time'
import {
  activate,
  createUser,
  deleteAccount,
  OTHER_PASSWORD,
  PASSWORD,
  type Person,
  suspend,
  uniqueName,
} from '#tests/helpers/people/users'

const signIn = (login: unknown, password: unknown) =>
  postJson('/api/v1/tokens', { login, password })

/** Everything of an answer that a stranger could learn from, its number aside. */
const told = ({ status, problem: { requestId, ...problem } }: Answer) => ({ status, problem })

test.group('Signing in', () => {
  test('takes the username or the email address, in any case', async ({ assert }) => {
    const { id, username, email } = await createUser()
    for (const login of [username, username.toUpperCase(), email, ` ${email.toUpperCase()}\n`]) {
      const answer = await signIn(login, PASSWORD)
      assert.equal(answer.status, 201)
      assert.equal(answer.data<TokenPairBody>().user.id, id)
    }
  })

  test('gives wrong, unknown and deleted one answer', async ({ assert }) => {
    const [known, gone] = [await createUser(), await createUser()]
    await deleteAccount(gone)

    const wrong = told(await signIn(known.username, OTHER_PASSWORD))
    assert.deepInclude(wrong, { status: 400 })
    assert.equal(wrong.problem.code, 'invalid_credentials')
    assert.deepEqual(told(await signIn(uniqueName(), PASSWORD)), wrong)
    assert.deepEqual(told(await signIn(gone.username, PASSWORD)), wrong)
    assert.deepEqual(told(await signIn(gone.email, OTHER_PASSWORD)), wrong)
    assert.deepEqual(told(await signIn('no login @ all', PASSWORD)), wrong)
  })

  test('works as long for an unknown account as for a wrong password', async ({ assert }) => {
    const [known, gone] = [await createUser(), await createUser()]
    await deleteAccount(gone)

    const logins = { wrong: known.username, unknown: uniqueName(), deleted: gone.username }
    const least: Record<string, number> = { wrong: Infinity, unknown: Infinity, deleted: Infinity }
    // The least of several: what else this process does only ever adds to it.
    for (let round = 0; round < 9; round++) {
      for (const [kind, login] of Object.entries(logins)) {
        const time = await processorTimeOf(() => signIn(login, OTHER_PASSWORD))
        least[kind] = Math.min(least[kind], time)
      }
    }
    // Without a hash it would take a tenth of the time.
    for (const kind of ['unknown', 'deleted']) {
      assert.isAbove(least[kind], least.wrong / 2, kind)
      assert.isBelow(least[kind], least.wrong * 2, kind)
    }
  })

  test('tells of a suspension only whoever knows the password', async ({ assert }) => {
    const person = await createUser()
    await suspend(person)
    const right = await signIn(person.username, PASSWORD)
    assert.deepEqual([right.status, right.problem.code], [403, 'account_suspended'])

    const wrong = await signIn(person.username, OTHER_PASSWORD)
    assert.deepEqual(told(wrong), told(await signIn(uniqueName(), OTHER_PASSWORD)))
  })

  test('works again once the account is active again', async ({ assert }) => {
    const person = await createUser()
    await suspend(person)
    await activate(person)
    assert.equal((await signIn(person.username, PASSWORD)).status, 201)
  })

  test('tells nothing by a password that is {0}')
    .with([
      ['a number', 1],
      ['an object', { $gt: '' }],
      ['a list', [PASSWORD]],
      ['true', true],
      ['null', null],
      ['empty', ''],
      ['far too long', 'a'.repeat(5_000)],
    ] as [string, unknown][])
    .run(async ({ assert }, [, password]) => {
      const { username } = await createUser()
      const known = told(await signIn(username, password))
      assert.equal(known.status, 422)
      assert.deepEqual(told(await signIn(uniqueName(), password)), known)
    })

  test('hashes a password anew that was hashed with other numbers', async ({ assert }) => {
    const { id, username } = await createUser()
    const old = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 })
    await db.from('users').where('id', id).update({ password_hash: old })
    assert.equal((await signIn(username, OTHER_PASSWORD)).status, 400)
    assert.equal((await User.findOrFail(id)).passwordHash, old)

    assert.equal((await signIn(username, PASSWORD)).status, 201)
    const { passwordHash } = await User.findOrFail(id)
    assert.isFalse(needsRehash(passwordHash))
    assert.equal((await signIn(username, PASSWORD)).status, 201)
    assert.equal((await User.findOrFail(id)).passwordHash, passwordHash)
  })

  test('names the device as it asks to be named', async ({ assert }) => {
    const { username: login, password } = await createUser()
    const named = await postJson('/api/v1/tokens', { login, password, deviceName: 'Ann’s phone' })
    assert.equal(named.data<TokenPairBody>().signIn.name, 'Ann’s phone')

    const headers = { 'User-Agent': 'okhttp/4.12.0' }
    const unnamed = await postJson('/api/v1/tokens', { login, password }, headers)
    assert.equal(unnamed.data<TokenPairBody>().signIn.name, 'okhttp/4.12.0')
  })
})

test.group('Signing in on the page', () => {
  const refusal = async (person: Person | { username: string }, password: string) => {
    const browser = new Browser()
    const answer = await browser.submit('/login', { login: person.username, password })
    const { text } = await browser.get('/login')
    return { status: answer.status, text, sessionId: browser.sessionId }
  }

  test('comes back to the form with the login and without the password', async ({ assert }) => {
    const person = await createUser()
    const { status, text, sessionId } = await refusal(person, OTHER_PASSWORD)
    assert.equal(status, 303)
    assert.isUndefined(sessionId)
    assert.include(text, 'That login and password do not match.')
    assert.include(text, `value="${person.username}"`)
    assert.notInclude(text, OTHER_PASSWORD)
  })

  test('tells of a suspension only whoever knows the password', async ({ assert }) => {
    const person = await createUser()
    await suspend(person)
    assert.include((await refusal(person, OTHER_PASSWORD)).text, 'do not match')

    const answer = await new Browser().submit('/login', {
      login: person.username,
      password: PASSWORD,
    })
    assert.equal(answer.status, 403)
    assert.include(answer.text, 'This account is suspended.')
    assert.isUndefined(answer.cookie('gatehouse_session'))
  })
})
