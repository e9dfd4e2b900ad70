import { test } from '@japa/runner'
import { App, signInApp } from '#tests/helpers/clients/sign_in'
import { countSignIns, theftsOf, untilSomebodyWaits } from '#tests/helpers/database/rows'
import { letTimePass } from '#tests/helpers/time'
import { holdTransaction } from '#tests/helpers/database/transactions'

test.group('A refresh token that was copied', () => {
  test('ends the whole sign-in once its successor was used', async ({ assert }) => {
    const app = await signInApp()
    const thief = new App(app.pair)
    await app.refresh()
    await app.refresh()

    const answer = await thief.refresh()
    assert.deepEqual([answer.status, answer.problem.code], [400, 'invalid_grant'])
    assert.equal((await app.get('/api/v1/me')).problem.code, 'invalid_token')
    assert.equal((await app.refresh()).problem.code, 'invalid_grant')
    assert.equal(await countSignIns(app.person), 0)
  })

  test('ends it when it comes back after the grace window', async ({ assert }) => {
    const app = await signInApp()
    const thief = new App(app.pair)
    await app.refresh()
    await letTimePass(app.person, { seconds: 31 })

    assert.equal((await thief.refresh()).status, 400)
    assert.equal((await app.get('/api/v1/me')).status, 401)
  })

  test('ends it as well when the thief was first', async ({ assert }) => {
    const app = await signInApp()
    const thief = new App(app.pair)
    await thief.refresh()
    await letTimePass(app.person, { minutes: 1 })

    assert.equal((await app.refresh()).status, 400)
    assert.equal((await thief.get('/api/v1/me')).status, 401)
  })

  test('is refused while all sign-ins of its account end, and holds nothing up', async ({
    assert,
  }) => {
    const app = await signInApp()
    const thief = new App(app.pair)
    await app.refresh()
    await app.refresh()

    const trx = await holdTransaction()
    await trx.from('users').where('id', app.person.id).forUpdate().first()
    const pending = thief.refresh()
    await untilSomebodyWaits()
    await trx.from('sign_ins').where('user_id', app.person.id).delete()
    await trx.commit()
    assert.equal((await pending).problem.code, 'invalid_grant')
  })

  test('is recorded, once', async ({ assert }) => {
    const app = await signInApp()
    const thief = new App(app.pair)
    await app.refresh()
    await letTimePass(app.person, { minutes: 1 })
    await Promise.all(Array.from({ length: 5 }, () => new App(thief.pair).refresh()))
    assert.deepEqual(await theftsOf(app.person), ['refresh_token_reused'])
  })

  test('costs the other devices of its owner nothing', async ({ assert }) => {
    const app = await signInApp()
    const other = await signInApp(app.person)
    const thief = new App(app.pair)
    await app.refresh()
    await letTimePass(app.person, { minutes: 1 })
    await thief.refresh()
    assert.equal((await other.get('/api/v1/me')).status, 200)
  })
})
