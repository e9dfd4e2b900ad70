import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Webhook as Verifier } from 'standardwebhooks'
import { record } from '#activity/record'
import { transaction } from '#database/transaction'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { deliver, type Received, startReceiver, webhookTo } from '#tests/helpers/servers/receiver'
import { rotateSecret, sendTest } from '#webhooks/manage'

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
