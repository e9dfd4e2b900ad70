import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { ageAnswers } from '#tests/helpers/clients/sent_forms'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { postJson } from '#tests/helpers/clients/http'
import { countAccounts } from '#tests/helpers/database/rows'
import { linkMaker, linksOf } from '#tests/helpers/files/link_maker'
import { registration, uniqueName, type UserBody } from '#tests/helpers/people/users'
import { DAY } from '#words/duration'

const newKey = () => ({ 'Idempotency-Key': randomUUID() })

const replayed = 'idempotent-replayed'

test.group('An Idempotency-Key', (group) => {
  group.each.setup(async () => {
    await db.from('sent_forms').whereNotNull('fingerprint').delete()
  })

  test('makes one thing of what is sent twice, and the second answer says so', async ({
    assert,
  }) => {
    const { file, make } = await linkMaker()
    const key = newKey()
    const [first, again] = [await make(key), await make(key)]
    assert.equal(first.status, 201)
    assert.deepEqual([again.status, again.text], [first.status, first.text])
    assert.deepEqual([first.headers[replayed], again.headers[replayed]], [undefined, 'true'])
    assert.lengthOf(await linksOf(file), 1)
  })

  test('makes one thing of ten requests at once; who comes too early is told so', async ({
    assert,
  }) => {
    const { file, make } = await linkMaker()
    const key = newKey()
    const answers = await Promise.all(Array.from({ length: 10 }, () => make(key)))
    assert.lengthOf(await linksOf(file), 1)

    const made = answers.filter(({ status }) => status === 201)
    assert.lengthOf([...new Set(made.map(({ text }) => text))], 1)
    for (const early of answers.filter(({ status }) => status !== 201)) {
      assert.deepEqual([early.status, early.problem.code], [409, 'conflict'])
      assert.equal(early.headers['retry-after'], '1')
    }
    assert.equal((await make(key)).text, made[0].text)
  })

  test('belongs to one request: {0}')
    .with([
      ['another body', 'links', { maxDownloads: 2 }],
      ['another endpoint', 'restorations', {}],
    ] as const)
    .run(async ({ assert }, [, endpoint, json]) => {
      const { app, file, make } = await linkMaker()
      const key = newKey()
      await make(key)
      const answer = await app.api('POST', `/api/v1/files/${file.id}/${endpoint}`, json, key)
      assert.equal(answer.status, 422)
      assert.deepInclude(answer.problem.errors![0], {
        field: 'Idempotency-Key',
        rule: 'same_request',
      })
      assert.lengthOf(await linksOf(file), 1)
    })

  test('is free again after a refusal', async ({ assert }) => {
    const { file, make } = await linkMaker()
    const key = newKey()
    assert.equal((await make(key, { maxDownloads: 'many' })).status, 422)
    assert.equal((await make(key, { maxDownloads: 2 })).status, 201)
    assert.lengthOf(await linksOf(file), 1)
  })

  test('is free again a minute after a crash', async ({ assert }) => {
    const { file, make } = await linkMaker()
    const key = newKey()
    await make(key)
    const unsettled = { answered_at: null, answer: null, answer_until: null }
    const claimedUntil = (until: string) =>
      db
        .from('sent_forms')
        .whereNotNull('fingerprint')
        .update({ claimed_until: db.raw(until) })
    await db.from('sent_forms').whereNotNull('fingerprint').update(unsettled)
    assert.equal((await make(key)).status, 409)

    await claimedUntil('now()')
    assert.equal((await make(key)).status, 201)
    assert.lengthOf(await linksOf(file), 2)
  })

  test('is good for a day', async ({ assert }) => {
    const { file, make } = await linkMaker()
    const key = newKey()
    await make(key)
    await ageAnswers(DAY - 60)
    assert.equal((await make(key)).headers[replayed], 'true')
    await ageAnswers(60)
    assert.equal((await make(key, { maxDownloads: 3 })).status, 201)
    assert.lengthOf(await linksOf(file), 2)
  })

  test('is its sender’s: another person with the same key makes something of their own', async ({
    assert,
  }) => {
    const [one, other] = [await linkMaker(), await linkMaker()]
    const key = newKey()
    await one.make(key)
    const answer = await other.make(key)
    assert.deepEqual([answer.status, answer.headers[replayed]], [201, undefined])
  })

  test('holds for a person, by whichever credential', async ({ assert }) => {
    const { app, file, make } = await linkMaker()
    const key = newKey()
    const first = await make(key)
    const browser = await signInBrowser(app.person)
    const again = await browser.api('POST', `/api/v1/files/${file.id}/links`, {}, key)
    assert.deepEqual([again.status, again.text], [201, first.text])
  })

  test('is asked for the credential first', async ({ assert }) => {
    const { app, make } = await linkMaker()
    const key = newKey()
    await make(key)
    await app.api('DELETE', '/api/v1/sign-ins/current')
    assert.equal((await make(key)).status, 401)
  })

  test('has a registration whose answer was lost sent again', async ({ assert }) => {
    const key = newKey()
    const wanted = registration()
    const first = await postJson('/api/v1/users', wanted, key)
    const again = await postJson('/api/v1/users', wanted, key)
    assert.deepEqual([again.status, again.text], [201, first.text])
    assert.equal(await countAccounts(wanted.username), 1)
  })

  test('shows a registration to nobody who does not know its password', async ({ assert }) => {
    const key = newKey()
    const wanted = registration()
    await postJson('/api/v1/users', wanted, key)
    const guess = await postJson('/api/v1/users', { ...wanted, password: 'kettle moon seven' }, key)
    assert.deepEqual([guess.status, guess.problem.errors![0].rule], [422, 'unique'])

    const other = registration()
    const made = await postJson('/api/v1/users', other, key)
    assert.equal(made.data<UserBody>().username, other.username)
  })

  test('counts for nothing where the answer is shown once, and nothing of it is kept', async ({
    assert,
  }) => {
    const app = await signInApp()
    const wish = { name: uniqueName('script'), scopes: ['files:read'] }
    const key = newKey()
    const { password: currentPassword } = app.person
    const make = () => app.api('POST', '/api/v1/personal-tokens', { ...wish, currentPassword }, key)
    assert.equal((await make()).status, 201)
    assert.equal((await make()).problem.errors![0].field, 'name')
    assert.isEmpty(await db.from('sent_forms').whereNotNull('fingerprint'))
  })

  test('leaves nothing at rest that can be read', async ({ assert }) => {
    const wanted = registration()
    await postJson('/api/v1/users', wanted, newKey())
    const [row] = await db.from('sent_forms').whereNotNull('fingerprint')
    assert.isNotNull(row.answer)
    assert.notInclude(JSON.stringify(row), wanted.email)
  })

  test('that is none is refused', async ({ assert }) => {
    const { file, make } = await linkMaker()
    for (const value of ['', 'a b', 'x'.repeat(256), 'é'])
      assert.equal((await make({ 'Idempotency-Key': value })).status, 400, value)
    assert.isEmpty(await linksOf(file))
  })
})
