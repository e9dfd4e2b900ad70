import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { EventKind } from '#activity/kinds'
import { record } from '#activity/record'
import { webhooks } from '#config/service/webhooks'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { holdSuperUser } from '#models/sign_ins/hold'
import Webhook, { encryptSecret, FROM_NOW_ON } from '#models/webhooks/webhook'
import WebhookDelivery from '#models/webhooks/webhook_delivery'
import { TEST } from '#webhooks/payload'
import { generateWebhookSecret } from '#webhooks/signature'

/** Without kinds it receives all events. */
export type WebhookWish = { url: string; kinds?: EventKind[] }

const factsOf = ({ id, host }: Webhook) => ({ userId: null, on: ['webhook', id] as const, host })

async function refuseMany(trx: TransactionClientContract) {
  await trx.rawQuery(`select pg_advisory_xact_lock(hashtext('webhooks'))`)
  const [{ count }] = await trx.from('webhooks').count('* as count')
  if (Number(count) >= webhooks.most)
    throw problems.conflict('tooManyWebhooks', { most: webhooks.most })
}

/**
 * Creates a webhook, which receives events from now on.
 * @returns its secret as well, which is never shown again
 * @throws Problem conflict if there are as many as there can be
 * @throws as holdSuperUser(), as every change in this file
 */
export function makeWebhook({ url, kinds = [] }: WebhookWish) {
  const secret = generateWebhookSecret()
  return transaction(async (client) => {
    await holdSuperUser(client)
    await refuseMany(client)
    const seen = db.raw(FROM_NOW_ON) as unknown as string
    const made = await Webhook.create(
      { url, kinds, secret: encryptSecret(secret), state: 'active', seen },
      { client }
    )
    await record('webhook_made', factsOf(made), client)
    return { webhook: await Webhook.findOrFail(made.id, { client }), secret }
  })
}

/** @throws Problem not_found */
const lockWebhook = (id: string, client: TransactionClientContract) =>
  Webhook.query({ client }).where('id', id).forUpdate().firstOrFail()

type Change = Partial<WebhookWish> & { isActive?: boolean }

/** Turned on again, it receives events from then on, and those that were already queued. @throws Problem not_found */
export function changeWebhook(id: string, { isActive, ...wish }: Change) {
  return transaction(async (trx) => {
    await holdSuperUser(trx)
    const webhook = await lockWebhook(id, trx)
    webhook.merge(wish)
    if (isActive === true && !webhook.isActive) webhook.resume()
    if (isActive === false && webhook.isActive) webhook.disable('by_hand')
    await webhook.save()
    await record('webhook_changed', factsOf(webhook), trx)
    return webhook.refresh()
  })
}

/** @throws Problem not_found */
export function removeWebhook(id: string) {
  return transaction(async (trx) => {
    await holdSuperUser(trx)
    const webhook = await lockWebhook(id, trx)
    await webhook.delete()
    await record('webhook_ended', factsOf(webhook), trx)
    return webhook
  })
}

/**
 * Creates a new secret. For a day messages are signed with the previous one as well, so that none is refused meanwhile.
 * @throws Problem not_found
 */
export function rotateSecret(id: string) {
  const secret = generateWebhookSecret()
  return transaction(async (trx) => {
    await holdSuperUser(trx)
    const webhook = await lockWebhook(id, trx)
    const now = await databaseTime(trx)
    const { secret: previousSecret } = webhook
    const previousSecretUntil = now.plus({ seconds: webhooks.overlap })
    await webhook
      .merge({ secret: encryptSecret(secret), previousSecret, previousSecretUntil })
      .save()
    await record('webhook_secret_rotated', factsOf(webhook), trx)
    return { webhook, secret }
  })
}

/** @throws Problem conflict if it is turned off */
async function wake(webhook: Webhook) {
  if (!webhook.isActive) throw problems.conflict('webhookDisabled')
  await webhook.merge({ pausedUntil: null }).save()
}

/** Sends a message without an event, to see whether it arrives. @throws Problem not_found, conflict */
export function sendTest(id: string) {
  return transaction(async (client) => {
    await holdSuperUser(client)
    await wake(await lockWebhook(id, client))
    return WebhookDelivery.create(
      { webhookId: id, kind: TEST, state: 'waiting', attempts: 0 },
      { client }
    )
  })
}

/** Starts a delivery again, whatever became of it. @throws Problem not_found, conflict */
export function sendAgain(deliveryId: string) {
  return transaction(async (client) => {
    await holdSuperUser(client)
    const delivery = await WebhookDelivery.query({ client })
      .where('id', deliveryId)
      .forUpdate()
      .firstOrFail()
    await wake(await lockWebhook(delivery.webhookId, client))
    const nextAttemptAt = await databaseTime(client)
    await delivery.merge({ state: 'waiting', attempts: 0, nextAttemptAt, deliveredAt: null }).save()
    return delivery
  })
}
