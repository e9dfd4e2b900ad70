import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Webhook as Verifier } from 'standardwebhooks'
import { record } from '#activity/record'
import { webhooks } from '#config/service/webhooks'
import { transaction } from '#database/transaction'
import { signInApp } from '#tests/helpers/clients/sign_in'
import {
  answering,
  deliver,
  deliveriesTo,
  letPausesPass,
  type Received,
  startReceiver,
  webhookTo,
} from '#tests/helpers/servers/receiver'
import { kindsOfMailsTo } from '#tests/helpers/people/mailbox'
import { createSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { change } from '#tests/helpers/settings'
import { until } from '#tests/helpers/until'
import { rotateSecret, sendAgain, sendTest } from '#webhooks/manage'

type Message = { type: string; timestamp: string; data: { userId: number; subject: unknown } }

const messageOf = ({ body }: Received) => JSON.parse(body) as Message

const headersOf = ({ headers }: Received) => headers as Record<string, string>

test.group('A webhook', () => {
  test('is told what happens, with a signature that Standard Webhooks verifies', async ({
    assert,
  }) => {
    const receiver = await startReceiver()
    const { secret } = await webhookTo(receiver, ['signed_in'])
    const { person, pair } = await signInApp()
    await deliver()
    assert.lengthOf(receiver.received, 1)
    const [message] = receiver.received
    const verified = new Verifier(secret).verify(message.body, headersOf(message)) as Message
    assert.containSubset(verified, {
      type: 'signed_in',
      data: { userId: person.id, subject: { type: 'sign_in', id: pair.signIn.id } },
    })
    assert.notInclude(message.body, '127.0.0.1')
    assert.equal(message.headers['content-type'], 'application/json')
    const forged = { ...headersOf(message), 'webhook-signature': 'v1,AAAA' }
    assert.throws(() => new Verifier(secret).verify(message.body, forged))
  })

  test('is told only what it asked for, and nothing from before it was there', async ({
    assert,
  }) => {
    const { person } = await signInApp()
    const receiver = await startReceiver()
    await webhookTo(receiver, ['username_changed'])
    await record('email_changed', { userId: person.id })
    await record('username_changed', { userId: person.id })
    await deliver()
    await deliver()
    assert.deepEqual(
      receiver.received.map((one) => messageOf(one).type),
      ['username_changed']
    )
  })

  test('is told what is committed late, once', async ({ assert }) => {
    const { person } = await signInApp()
    const receiver = await startReceiver()
    await webhookTo(receiver, ['username_changed', 'email_changed'])
    await transaction(async (trx) => {
      await record('username_changed', { userId: person.id }, trx)
      await record('email_changed', { userId: person.id })
      await deliver()
    })
    await deliver()
    await deliver()
    assert.deepEqual(
      receiver.received.map((one) => messageOf(one).type),
      ['email_changed', 'username_changed']
    )
  })

  test('is signed with both secrets after a rotation, for a day', async ({ assert }) => {
    const receiver = await startReceiver()
    const { webhook, secret } = await webhookTo(receiver)
    const rotated = await rotateSecret(webhook.id)
    await sendTest(webhook.id)
    await deliver()
    const [message] = receiver.received
    for (const one of [secret, rotated.secret])
      new Verifier(one).verify(message.body, headersOf(message))

    await db
      .from('webhooks')
      .where('id', webhook.id)
      .update({ previous_secret_until: db.raw('now()') })
    await sendTest(webhook.id)
    await deliver()
    const last = receiver.received.at(-1)!
    assert.throws(() => new Verifier(secret).verify(last.body, headersOf(last)))
  })

  test('keeps no secret in clear text', async ({ assert }) => {
    const { webhook, secret } = await webhookTo(await startReceiver())
    const row = await db.from('webhooks').where('id', webhook.id).firstOrFail()
    assert.notInclude(JSON.stringify(row), secret.slice('whsec_'.length))
  })
})

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
      await deliver()
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
