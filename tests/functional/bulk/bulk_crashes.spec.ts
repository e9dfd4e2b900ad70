import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { createCrowd, timesOf } from '#tests/helpers/people/crowds'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { startServer } from '#tests/helpers/servers/server'
import { until } from '#tests/helpers/until'

const MANY = 300

test.group('A bulk action', (group) => {
  group.each.teardown(uncrown)

  test('goes on in another instance where one is killed, and is done to each person once', async ({
    assert,
  }) => {
    const admin = await signInAppOfSuperUser()
    const crowd = await createCrowd(MANY)
    const wish = { kind: 'suspend', filter: { q: crowd.part }, reason: 'Sends advertising' }
    const answer = await admin.api('POST', '/api/v1/admin/bulk-actions', wish)
    const { id } = answer.data<{ id: string }>()
    const row = () => db.from('bulk_actions').where('id', id).firstOrFail()

    const first = await startServer({})
    await until('the first instance has begun', async () => (await row()).done > 0)
    first.pause()
    const { done } = await row()
    assert.isBelow(done, MANY)
    const second = await startServer({})
    await first.stop()
    await until('the second is done', async () => (await row()).state === 'done')

    assert.containSubset(await row(), { found: MANY, done: MANY, passed_over: 0 })
    assert.deepEqual(await timesOf('account_suspended', crowd), { 1: MANY })
    const mails = db.from('outgoing_mails').where('kind', 'account_suspended')
    const [{ count }] = await mails.whereIn('user_id', crowd.ids).count('* as count')
    assert.equal(Number(count), MANY)
    await second.stop()
  })
})
