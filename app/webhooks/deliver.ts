import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { record } from '#activity/record'
import { webhooks } from '#config/service/webhooks'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import WebhookDisabledMail from '#mails/webhooks/webhook_disabled_mail'
import Event from '#models/event'
import Webhook, { decryptSecret } from '#models/webhooks/webhook'
import WebhookDelivery from '#models/webhooks/webhook_delivery'
import { findSuperUser } from '#people/super_user'
import { maskSecrets } from '#secrets/secrets'
import { enqueueNews } from '#webhooks/enqueue'
import { payloadOf } from '#webhooks/payload'
import { post } from '#webhooks/post'
import { headersOf } from '#webhooks/signature'
import { beginningOf } from '#words/text'

/** Characters of last_error. */
const LONGEST_ERROR = 500

type Claimed = NonNullable<Awaited<ReturnType<typeof WebhookDelivery.claim>>>

type Outcome = { status?: number; error?: string }

const isTaken = ({ status = 0 }: Outcome) => status >= 200 && status < 300

async function attempt({ delivery, url, secrets, sentAt }: Claimed, signal?: AbortSignal) {
  const { eventId, messageId: id } = delivery
  const event = eventId ? await Event.find(eventId) : null
  if (eventId && !event) throw new Error('This event is no longer kept.')
  const body = payloadOf(delivery, event)
  const headers = headersOf({ id, sentAt, body }, secrets.map(decryptSecret))
  return post(url, body, headers, signal)
}

async function outcomeOf(claimed: Claimed, signal?: AbortSignal): Promise<Outcome> {
  try {
    return { status: await attempt(claimed, signal) }
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException
    return { error: beginningOf(maskSecrets(message || String(code)), LONGEST_ERROR) }
  }
}

async function tellDisabled(webhook: Webhook, trx: TransactionClientContract) {
  const { id, host, disabledBecause: because } = webhook
  await record('webhook_disabled', { userId: null, on: ['webhook', id], host, because }, trx)
  const superUser = await findSuperUser(trx)
  if (superUser) await new WebhookDisabledMail(superUser, webhook).queue(trx)
}

/** What a failure means for further deliveries to the webhook. */
async function noteFailure(webhookId: string, status?: number) {
  await transaction(async (trx) => {
    const webhook = await Webhook.query({ client: trx }).where('id', webhookId).forUpdate().first()
    if (!webhook?.isActive) return
    const now = await databaseTime(trx)
    webhook.failingSince ??= now
    webhook.pausedUntil = now.plus({ seconds: webhooks.rest })
    const isLongAway = webhook.failingSince < now.minus({ seconds: webhooks.disabledAfter })
    if (isLongAway || status === 410) webhook.disable(isLongAway ? 'failing' : 'gone')
    await webhook.save()
    if (!webhook.isActive) await tellDisabled(webhook, trx)
  })
}

const noteSuccess = (id: string) =>
  db
    .from('webhooks')
    .where('id', id)
    .where((one) => one.whereNotNull('failing_since').orWhereNotNull('paused_until'))
    .update({ failing_since: null, paused_until: null })

async function settle({ delivery }: Claimed, outcome: Outcome) {
  const { id, webhookId, attempts, kind } = delivery
  if (isTaken(outcome)) {
    await delivery.markDelivered(outcome.status!)
    return noteSuccess(webhookId)
  }
  const isGivenUp = await delivery.postpone(outcome)
  const line = { deliveryId: id, webhookId, kind, attempts, ...outcome }
  if (isGivenUp) logger.error(line, 'gave up on a webhook delivery')
  else logger.warn(line, 'could not deliver to a webhook yet')
  await noteFailure(webhookId, outcome.status)
}

async function deliverWhileDue(signal?: AbortSignal) {
  while (!signal?.aborted) {
    const claimed = await WebhookDelivery.claim()
    if (!claimed) return
    const outcome = await outcomeOf(claimed, signal)
    if (outcome.error && signal?.aborted) await claimed.delivery.putBack()
    else await settle(claimed, outcome)
  }
}

/** Queues what is new, and sends everything that is due. Only one process may do so at a time. */
export async function deliverWebhooks(signal?: AbortSignal) {
  await enqueueNews()
  await Promise.all(Array.from({ length: webhooks.atOnce }, () => deliverWhileDue(signal)))
}
