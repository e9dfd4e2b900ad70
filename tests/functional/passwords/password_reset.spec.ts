import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { postJson, send } from '#tests/helpers/clients/http'
import { kindsOfMailsTo, mailsTo } from '#tests/helpers/people/mailbox'
import { setLimits } from '#tests/helpers/people/limits'
import { countSignIns } from '#tests/helpers/database/rows'
import { statementsOf } from '#tests/helpers/database/statements'
import { forget, linkFor, reset, signInWith } from '#tests/helpers/people/password_resets'
import { createUser, deleteAccount, OTHER_PASSWORD, uniqueName } from '#tests/helpers/people/users'

test.group('A forgotten password', () => {
  test('is replaced by way of a mail', async ({ assert }) => {
    const ann = await createUser()
    const { token } = await linkFor(ann.email)
    assert.equal((await reset(token)).status, 204)
    assert.equal((await signInWith(ann.username, ann.password)).status, 400)
    assert.equal((await signInWith(ann.username, OTHER_PASSWORD)).status, 201)
    assert.include(await kindsOfMailsTo(ann.email), 'password_changed')
  })

  test('gets one answer for known and unknown addresses, by the same statements', async ({
    assert,
  }) => {
    const ann = await createUser()
    const answers: [number, string][] = []
    const ask = (email: string) =>
      statementsOf(async () => {
        const { status, text } = await forget(email)
        answers.push([status, text])
      })
    const known = await ask(ann.email)
    const unknown = await ask(`${uniqueName()}@example.org`)
    assert.deepEqual(answers, [
      [202, ''],
      [202, ''],
    ])
    assert.deepEqual(known, unknown)
    assert.lengthOf(
      known.filter((sql) => !sql.includes('rate_limits')),
      1
    )
  })

  test('sends nothing to an address that nobody has, or whose account is deleted', async ({
    assert,
  }) => {
    const stranger = `${uniqueName()}@example.org`
    await forget(stranger)
    assert.lengthOf(await mailsTo(stranger), 0)

    const ann = await createUser()
    await deleteAccount(ann)
    await forget(ann.email)
    assert.notInclude(await kindsOfMailsTo(ann.email), 'reset_password')
    assert.lengthOf(await db.from('password_resets').whereIn('email', [stranger, ann.email]), 0)
  })

  test('ends every sign-in, and signs nobody in', async ({ assert }) => {
    const ann = await createUser()
    const [browser, app] = [await signInBrowser(ann), await signInApp(ann)]
    const { path } = await linkFor(ann.email)

    const other = new Browser()
    const answer = await other.submit(path, {
      password: OTHER_PASSWORD,
      passwordConfirmation: OTHER_PASSWORD,
    })
    assert.deepEqual([answer.status, answer.headers.location], [303, '/login'])
    assert.equal(await countSignIns(ann), 0)
    assert.isUndefined(other.sessionId)
    assert.equal((await app.get('/api/v1/me')).status, 401)
    assert.equal((await browser.get('/account')).status, 302)
  })

  test('keeps a suspended account suspended', async ({ assert }) => {
    const ann = await createUser()
    const { token } = await linkFor(ann.email)
    await db.from('users').where('id', ann.id).update({ status: 'suspended' })
    assert.equal((await reset(token)).status, 204)
    assert.equal((await signInWith(ann.username, OTHER_PASSWORD)).problem.code, 'account_suspended')
  })

  test('refuses what is no address or no token', async ({ assert }) => {
    for (const email of ['', 'nobody', 7, null, { a: 1 }]) {
      assert.equal((await postJson('/api/v1/password-resets', { email })).status, 422)
    }
    for (const token of ['', 'x', 'a'.repeat(2_000), 7]) {
      const json = { token, password: OTHER_PASSWORD }
      assert.equal((await send('PUT', '/api/v1/password-resets', { json })).status, 422)
    }
  })

  test('sends three mails an hour to an address, whether it is known or not', async ({
    assert,
    cleanup,
  }) => {
    cleanup(await setLimits({ mailRequests: 3 }))
    const ann = await createUser()
    for (const email of [ann.email, `${uniqueName()}@example.org`]) {
      const statuses = []
      for (let i = 0; i < 4; i++) statuses.push((await forget(email)).status)
      assert.deepEqual(statuses, [202, 202, 202, 429])
    }
  })

  test('lets the owner in whom the guesses of strangers kept out', async ({ assert, cleanup }) => {
    cleanup(await setLimits({ guesses: 1 }))
    const ann = await createUser()
    for (let i = 0; i < 3; i++) await signInWith(ann.username, 'wrong and wrong again')
    assert.equal((await signInWith(ann.username, ann.password)).status, 429)
    const { token } = await linkFor(ann.email)
    assert.equal((await reset(token)).status, 204)
    assert.equal((await signInWith(ann.username, OTHER_PASSWORD)).status, 201)
  })

  test('is asked for on a page that says the same to everyone', async ({ assert }) => {
    const ann = await createUser()
    const texts = []
    for (const email of [ann.email, `${uniqueName()}@example.org`]) {
      const browser = new Browser()
      const answer = await browser.submit('/forgot-password', { email })
      assert.deepEqual([answer.status, answer.headers.location], [303, '/forgot-password'])
      texts.push((await browser.get('/forgot-password')).text.replace(/value='[^']*'/g, ''))
    }
    assert.equal(texts[0].replace(/_csrf.*/g, ''), texts[1].replace(/_csrf.*/g, ''))
    assert.include(texts[0], 'an email is on its way')
    assert.include(await kindsOfMailsTo(ann.email), 'reset_password')
  })
})
