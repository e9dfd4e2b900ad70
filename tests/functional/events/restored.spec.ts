import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { record } from '#activity/record'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { follow, looks } from '#tests/helpers/clients/streams'
import { ELSEWHERE, insertEvents, sealElsewhere } from '#tests/helpers/events/elsewhere'
import { forgetEvents, sealAll } from '#tests/helpers/database/events'
import { deliver, startReceiver, webhookTo } from '#tests/helpers/servers/receiver'

/** Transactions that this cluster comes to within the test. */
const SOON = 20

async function nextTransaction() {
  type Row = { next: string }
  const { rows } = await db.rawQuery<{ rows: [Row] }>('select pg_current_xact_id()::text as next')
  return Number(rows[0].next) + 1
}

async function comeTo(transaction: number) {
  while ((await nextTransaction()) <= transaction);
}

/** What a dump brought along: events that were told and sealed elsewhere, and one that was neither. */
async function restore(userId: number | null = null) {
  const soon = (await nextTransaction()) + SOON
  await insertEvents(1, soon, userId)
  await insertEvents(3, ELSEWHERE, userId)
  await sealElsewhere()
  await insertEvents(1, ELSEWHERE + 7, userId)
  await db.from('webhooks').update({ seen: `${ELSEWHERE + 1}:${ELSEWHERE + 1}:` })
  return soon
}

test.group('In a cluster that a dump was restored in', (group) => {
  group.each.setup(forgetEvents)
  group.each.teardown(forgetEvents)

  test('a webhook is told what it was not told elsewhere and what happens from then on, once', async ({
    assert,
  }) => {
    const receiver = await startReceiver()
    await webhookTo(receiver, ['signed_out'])
    const soon = await restore()
    const tellMore = async () => {
      await record('signed_out', { userId: null })
      await deliver()
      return receiver.received.length
    }
    assert.equal(await tellMore(), 2)
    await comeTo(soon)
    assert.equal(await tellMore(), 3)
    await sealAll()
    assert.equal(await tellMore(), 4)
  })

  test('a stream is told what happens, and nothing that happened elsewhere', async ({ assert }) => {
    const app = await signInApp()
    const soon = await restore(app.person.id)
    const stream = await follow(app)
    const tellMore = async () => {
      await record('signed_out', { userId: app.person.id })
      await looks(3)
      return stream.told.length
    }
    assert.equal(await tellMore(), 1)
    await comeTo(soon)
    assert.equal(await tellMore(), 2)
    await sealAll()
    assert.equal(await tellMore(), 3)
  })
})
