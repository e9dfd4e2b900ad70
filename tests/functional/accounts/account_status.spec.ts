import { test } from '@japa/runner'
import {
  CREDENTIALS,
  SESSION_COOKIE,
  signInApp,
  signInBrowser,
  signInBy,
} from '#tests/helpers/clients/sign_in'
import { isRemoval } from '#tests/helpers/clients/cookies'
import { get, postJson } from '#tests/helpers/clients/http'
import { countAccounts, countSignIns } from '#tests/helpers/database/rows'
import { createVerifiedUser } from '#tests/helpers/addresses'
import {
  activate,
  deleteAccount,
  PASSWORD,
  registration,
  suspend,
} from '#tests/helpers/people/users'

test.group('A suspended account', () => {
  test('is stopped on the next request, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      await suspend(client.person)
      for (const [method, path] of [
        ['GET', '/api/v1/me'],
        ['GET', '/api/v1/sign-ins'],
        ['PATCH', '/api/v1/me'],
        ['DELETE', '/api/v1/sign-ins/current'],
      ]) {
        const answer = await client.send(method, path)
        assert.deepEqual([answer.status, answer.problem.code], [403, 'account_suspended'], path)
      }
    })

  test('is told so on pages, and keeps its cookie', async ({ assert }) => {
    const browser = await signInBrowser()
    await suspend(browser.person)
    const answer = await browser.get('/account')
    assert.equal(answer.status, 403)
    assert.include(answer.text, 'This account is suspended.')
    assert.isUndefined(answer.cookie(SESSION_COOKIE))
  })

  test('sees the public page as a passer-by', async ({ assert }) => {
    const browser = await signInBrowser()
    await suspend(browser.person)
    const { status, text } = await browser.get('/')
    assert.equal(status, 200)
    assert.include(text, 'href="/login"')
  })

  test('must sign in anew once it is active again', async ({ assert }) => {
    const browser = await signInBrowser()
    const app = await signInApp(browser.person)
    await suspend(browser.person)
    await activate(browser.person)
    assert.equal((await browser.get('/api/v1/me')).status, 401)
    assert.equal((await app.get('/api/v1/me')).status, 401)
    assert.equal((await app.refresh()).status, 400)
    assert.equal((await (await signInApp(browser.person)).get('/api/v1/me')).status, 200)
  })
})

test.group('Deleting an account', () => {
  test('takes effect on the next request of every credential, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      const [app, browser] = [await signInApp(client.person), await signInBrowser(client.person)]
      const answer = await client.api('DELETE', '/api/v1/me', { currentPassword: PASSWORD })
      assert.deepEqual([answer.status, answer.text], [204, ''])

      for (const other of [client, app, browser])
        assert.equal((await other.get('/api/v1/me')).status, 401)
      assert.equal((await app.refresh()).problem.code, 'invalid_grant')
      assert.equal(await countSignIns(client.person), 0)
    })

  test('has the browser forget all of it', async ({ assert }) => {
    const browser = await signInBrowser()
    const answer = await browser.api('DELETE', '/api/v1/me', { currentPassword: PASSWORD })
    assert.isTrue(isRemoval(answer.cookie(SESSION_COOKIE)!))
    assert.equal(answer.headers['clear-site-data'], '"cache", "storage"')
  })

  test('is refused with a wrong password', async ({ assert }) => {
    const app = await signInApp()
    const wrong = await app.api('DELETE', '/api/v1/me', { currentPassword: 'something else' })
    assert.equal(wrong.problem.errors?.[0].rule, 'current_password')
    assert.equal((await app.get('/api/v1/me')).status, 200)
  })

  test('keeps the row, and nobody else gets its confirmed names', async ({ assert }) => {
    const person = await createVerifiedUser()
    await deleteAccount(person)
    assert.equal(await countAccounts(person.username), 1)
    for (const names of [{ username: person.username }, { email: person.email }]) {
      const { status } = await postJson('/api/v1/users', { ...registration(), ...names })
      assert.equal(status, 422)
    }
  })

  test('leaves a credential that slipped through worthless', async ({ assert }) => {
    const browser = await signInBrowser()
    const before = browser.sessionId!
    await deleteAccount(browser.person)
    const answer = await get('/api/v1/me', { Cookie: `${SESSION_COOKIE}=${before}` })
    assert.deepEqual([answer.status, answer.problem.code], [401, 'unauthenticated'])
  })
})
