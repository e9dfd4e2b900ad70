import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { batchesOf, workOnBulkActions } from '#people/bulk/work'
import type { App } from '#tests/helpers/clients/sign_in'
import { makeScript } from '#tests/helpers/clients/scripts'
import { countWithStatus, createCrowd, type Crowd, timesOf } from '#tests/helpers/people/crowds'
import { crown, signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createUser, type Person } from '#tests/helpers/people/users'

type Body = { id: string; state: string; found: number; done: number; passedOver: number }

const PLACE = '/api/v1/admin/bulk-actions'
const REASON = 'Sends advertising'

test.group('Doing something about many people', (group) => {
  let admin: App & { person: Person }
  group.setup(async () => {
    admin = await signInAppOfSuperUser()
    return uncrown
  })

  const start = (body: object) => admin.api('POST', PLACE, body)
  const look = async (id: string) => (await admin.get(`${PLACE}/${id}`)).data<Body>()

  /** Started and done. */
  async function carryOut(kind: string, { part }: { part: string }, more: object = {}) {
    const { id } = (await start({ kind, filter: { q: part }, ...more })).data<Body>()
    await workOnBulkActions()
    return look(id)
  }

  const countOfSignIns = async ({ ids }: Crowd) =>
    (await db.from('sign_ins').whereIn('user_id', ids)).length

  test('suspends, and tells each of them why', async ({ assert }) => {
    const crowd = await createCrowd(3)
    const action = await carryOut('suspend', crowd, { reason: REASON })
    assert.containSubset(action, { state: 'done', found: 3, done: 3, passedOver: 0 })
    assert.equal(await countWithStatus('suspended', crowd), 3)
    const mails = await db
      .from('outgoing_mails')
      .whereIn('user_id', crowd.ids)
      .where('kind', 'account_suspended')
    assert.lengthOf(mails, 3)
  })

  test('activates those who are suspended', async ({ assert }) => {
    const crowd = await createCrowd(3)
    await carryOut('suspend', crowd, { reason: REASON })
    assert.equal((await carryOut('activate', crowd)).done, 3)
    assert.equal(await countWithStatus('active', crowd), 3)
    assert.equal((await carryOut('activate', crowd)).found, 0)
  })

  test('ends sign-ins, and changes nothing else', async ({ assert }) => {
    const crowd = await createCrowd(3)
    assert.equal((await carryOut('sign_out', crowd)).done, 3)
    assert.equal(await countOfSignIns(crowd), 0)
    assert.equal(await countWithStatus('active', crowd), 3)
  })

  test('records it of each of them, in the name of whoever started it', async ({ assert }) => {
    const crowd = await createCrowd(2)
    const { id } = await carryOut('suspend', crowd, { reason: REASON })
    const events = await db.from('events').whereIn('user_id', crowd.ids).orderBy('user_id')
    assert.containSubset(
      events,
      crowd.ids.map((userId) => ({
        kind: 'account_suspended',
        user_id: userId,
        actor_id: admin.person.id,
        credential: 'token',
        sign_in_id: admin.pair.signIn.id,
        details: { bulkActionId: id },
      }))
    )
    const [started] = await db.from('events').where({ subject_id: id })
    assert.containSubset(started, { kind: 'bulk_action_started', actor_id: admin.person.id })
  })

  test('leaves the super user alone: {kind}')
    .with([{ kind: 'suspend', reason: REASON }, { kind: 'sign_out' }])
    .run(async ({ assert }, { kind, ...more }) => {
      const part = admin.person.username
      assert.containSubset(await carryOut(kind, { part }, more), { found: 0, done: 0 })
      assert.equal((await admin.get('/api/v1/me')).status, 200)
    })

  test('passes over who became the super user meanwhile', async ({ assert }) => {
    const crowd = await createCrowd(2)
    const wish = { kind: 'suspend', filter: { q: crowd.part }, reason: REASON }
    const { id } = (await start(wish)).data<Body>()
    await crown({ id: crowd.ids[0] })
    await workOnBulkActions()
    await crown(admin.person)
    assert.containSubset(await look(id), { state: 'done', found: 2, done: 1 })
    assert.equal(await countWithStatus('suspended', crowd), 1)
  })

  test('leaves alone who comes later, and whom the filter finds no more', async ({ assert }) => {
    const crowd = await createCrowd(2)
    const filter = { q: crowd.part, confirmed: false }
    const { id } = (await start({ kind: 'suspend', filter, reason: REASON })).data<Body>()
    const later = await createUser({ username: `z${crowd.part}`.slice(0, 30) })
    await db
      .from('users')
      .where('id', crowd.ids[0])
      .update({ email_verified_at: db.raw('now()') })
    await workOnBulkActions()
    assert.containSubset(await look(id), { state: 'done', done: 1 })
    assert.equal(await countWithStatus('suspended', crowd), 1)
    assert.equal(await countWithStatus('active', { part: '', ids: [later.id] }), 1)
  })

  test('does it to each of them once, where several instances are at it', async ({ assert }) => {
    const crowd = await createCrowd(120)
    const { id } = (
      await start({ kind: 'suspend', filter: { q: crowd.part }, reason: REASON })
    ).data<Body>()
    await Promise.all([workOnBulkActions(), workOnBulkActions(), workOnBulkActions()])
    assert.containSubset(await look(id), { state: 'done', found: 120, done: 120 })
    assert.deepEqual(await timesOf('account_suspended', crowd), { 1: 120 })
  })

  test('is stopped after a batch, and stays so', async ({ assert }) => {
    const crowd = await createCrowd(120)
    const { id } = (
      await start({ kind: 'suspend', filter: { q: crowd.part }, reason: REASON })
    ).data<Body>()
    await batchesOf(id).next()
    assert.containSubset(await look(id), { state: 'running', done: 50 })
    assert.equal((await admin.api('DELETE', `${PLACE}/${id}`)).status, 204)
    await workOnBulkActions()
    assert.containSubset(await look(id), { state: 'stopped', done: 50 })
    assert.equal(await countWithStatus('suspended', crowd), 50)
    assert.equal((await admin.api('DELETE', `${PLACE}/${id}`)).status, 409)
  })

  test('is refused without what it needs: {field}')
    .with([
      { field: 'kind', body: { filter: {} } },
      { field: 'kind', body: { kind: 'delete', filter: {} } },
      { field: 'filter', body: { kind: 'sign_out' } },
      { field: 'filter', body: { kind: 'sign_out', filter: { stauts: 'active' } } },
      { field: 'filter.status', body: { kind: 'sign_out', filter: { status: 'gone' } } },
      { field: 'reason', body: { kind: 'suspend', filter: {} } },
      {
        field: 'until',
        body: { kind: 'suspend', filter: {}, reason: REASON, until: '2020-01-01' },
      },
      { field: 'format', body: { kind: 'export', filter: {} } },
    ])
    .run(async ({ assert }, { field, body }) => {
      const answer = await start(body)
      assert.deepEqual([answer.status, answer.problem.errors?.[0].field], [422, field])
    })

  test('can be looked at and not started by a personal token', async ({ assert }) => {
    const script = await makeScript(['admin'], admin)
    assert.equal((await script.get(PLACE)).status, 200)
    assert.equal((await script.api('POST', PLACE, { kind: 'sign_out', filter: {} })).status, 403)
  })
})
