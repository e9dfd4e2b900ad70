import emitter from '@adonisjs/core/services/emitter'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { webhooks } from '#config/service/webhooks'
import { signInApp } from '#tests/helpers/clients/sign_in'
import {
  answering,
  deliver,
  deliveriesTo,
  letPausesPass,
  startReceiver,
  webhookTo,
} from '#tests/helpers/servers/receiver'
import { kindsOfMailsTo } from '#tests/helpers/people/mailbox'
import { createSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { change } from '#tests/helpers/settings'
import { until } from '#tests/helpers/until'
import { sendAgain, sendTest } from '#webhooks/manage'

test.group('A delivery that is not taken', () => {
  test('is tried again later and later, with the same id and text, and given up for all to see', async ({
    assert,
  }) => {
    const receiver = await startReceiver(answering(500))
    const { webhook } = await webhookTo(receiver)
    await sendTest(webhook.id)
    const pauses: number[] = []
    for (let tries = 0; tries <= webhooks.pauses.length; tries++) {
      await deliver()
      const [{ state, next_attempt_at: next }] = await deliveriesTo(webhook)
      if (state === 'waiting') pauses.push(Math.round((next.getTime() - Date.now()) / 1_000))
      await letPausesPass()
    }
    for (const [index, pause] of pauses.entries())
      assert.approximately(pause, webhooks.pauses[index], 30)
    assert.lengthOf(receiver.received, webhooks.pauses.length + 1)
    assert.lengthOf(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])), 1)
    assert.lengthOf(new Set(receiver.received.map(({ body }) => body)), 1)
    assert.containSubset(await deliveriesTo(webhook), [{ state: 'given_up', last_status: 500 }])

    receiver.replies.answer = answering(204)
    const [{ id }] = await deliveriesTo(webhook)
    await sendAgain(id)
    await deliver()
    assert.containSubset(await deliveriesTo(webhook), [
      { state: 'delivered', last_status: 204, attempts: 1 },
    ])
  })

  test('keeps what comes after it waiting for a minute, and no longer', async ({ assert }) => {
    const receiver = await startReceiver(answering(503))
    const { webhook } = await webhookTo(receiver, ['signed_in'])
    await sendTest(webhook.id)
    await deliver()
    await signInApp()
    await deliver()
    assert.lengthOf(receiver.received, 1)
    receiver.replies.answer = answering(200)
    await letPausesPass()
    await deliver()
    assert.lengthOf(receiver.received, 3)
  })

  test('turns the webhook off after days, and at once where it is gone: {0}')
    .with([
      [500, 'failing'],
      [410, 'gone'],
    ] as const)
    .run(async ({ assert }, [status, because]) => {
      const receiver = await startReceiver(answering(status))
      const { webhook } = await webhookTo(receiver)
      await sendTest(webhook.id)
      if (because === 'failing')
        await db
          .from('webhooks')
          .where('id', webhook.id)
          .update({ failing_since: db.raw(`now() - interval '6 days'`) })
      const owner = await createSuperUser()
      const asked: boolean[] = []
      const deafen = emitter.on('db:query', ({ inTransaction, sql }) => {
        if (sql.includes('"is_super_user" =')) asked.push(inTransaction === true)
      })
      await deliver().finally(deafen)
      // Over another connection than that of the change it would wait for one: of a small pool, in vain.
      assert.deepEqual(asked, [true])
      const row = await db.from('webhooks').where('id', webhook.id).firstOrFail()
      assert.containSubset(row, { state: 'disabled', disabled_because: because })
      assert.include(await kindsOfMailsTo(owner.email), 'webhook_disabled')
      await uncrown()
      await letPausesPass()
      await deliver()
      assert.lengthOf(receiver.received, 1)
      await assert.rejects(() => sendTest(webhook.id))
    })

  test('is so because of {0}: {2}')
    .with([
      ['a redirect', answering(302, { Location: 'http://127.0.0.1/' }), null],
      ['silence', () => {}, 'No answer came in time.'],
      ['a broken connection', (request) => void request.socket.destroy(), 'socket hang up'],
      ['a head that is too long', answering(200, { 'X-Long': 'x'.repeat(10_000) }), /overflow/i],
    ] as [string, Parameters<typeof startReceiver>[0], string | RegExp | null][])
    .run(async ({ assert }, [, answer, error]) => {
      change(webhooks, { patience: 0.5 })
      const receiver = await startReceiver(answer)
      const { webhook } = await webhookTo(receiver)
      await sendTest(webhook.id)
      await deliver()
      const [{ state, last_error: said }] = await deliveriesTo(webhook)
      assert.equal(state, 'waiting')
      if (error instanceof RegExp) assert.match(said, error)
      else assert.equal(said, error)
      assert.isAtMost(receiver.received.length, 1)
    })

  test('is taken with whatever else comes after the status, and nothing of it is kept', async ({
    assert,
  }) => {
    let sent = 0
    const receiver = await startReceiver((_, response) => {
      response.writeHead(200)
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) sent += 1
      }
      response.on('drain', pour).on('error', () => {})
      pour()
    })
    const { webhook } = await webhookTo(receiver)
    await sendTest(webhook.id)
    await deliver()
    assert.containSubset(await deliveriesTo(webhook), [{ state: 'delivered' }])
    assert.isBelow(sent, 1_000)
  })

  test('is left as it was by a server that is told to stop', async ({ assert }) => {
    const receiver = await startReceiver(() => {})
    const { webhook } = await webhookTo(receiver)
    await sendTest(webhook.id)
    const stopping = new AbortController()
    const { deliverWebhooks } = await import('#webhooks/deliver')
    const delivering = deliverWebhooks(stopping.signal)
    await until('it is on its way', () => receiver.received.length === 1)
    stopping.abort()
    await delivering
    assert.containSubset(await deliveriesTo(webhook), [{ state: 'waiting', attempts: 0 }])
  })
})
