import { randomUUID } from 'node:crypto'
import OutgoingMail from '#models/outgoing_mail'
import { startBulkAction } from '#people/bulk/start'
import { workOnBulkActions } from '#people/bulk/work'
import Webhook, { encryptSecret } from '#models/webhooks/webhook'
import WebhookDelivery from '#models/webhooks/webhook_delivery'
import { createUser } from '#tests/helpers/people/users'
import { generateWebhookSecret } from '#webhooks/signature'
import { forgetKept } from '#tests/conformance/samples/kept'
import type { Sample } from '#tests/conformance/samples/sample'

async function mailGivenUp() {
  const { id: userId, email } = await createUser()
  const mail = { userId, recipient: email, kind: 'reset_password', subject: 'Choose' }
  const { id } = await OutgoingMail.create({ id: randomUUID(), ...mail, state: 'given_up' })
  return { id }
}

/** Of nobody, so that there is nothing to do. */
const bulkWish = () => ({ kind: 'sign_out', filter: { q: 'nobody.like.that' } })

async function bulkActionOf() {
  const { id } = await startBulkAction({ kind: 'sign_out', filter: { q: 'nobody.like.that' } })
  return { id }
}

async function exportOf() {
  const filter = { q: 'nobody.like.that' }
  const { id } = await startBulkAction({ kind: 'export', filter, format: 'csv' })
  await workOnBulkActions()
  return { id }
}

/** None is sent anything: no server under test runs what sends. */
async function webhookOf() {
  const secret = encryptSecret(generateWebhookSecret())
  const from = { url: 'https://hooks.example/', kinds: [], secret, seen: '1:1:' }
  const { id } = await Webhook.create({ id: randomUUID(), ...from, state: 'active' })
  return { id }
}

async function deliveryOf() {
  const { id: webhookId } = await webhookOf()
  const state = { state: 'given_up', attempts: 10 } as const
  const { id } = await WebhookDelivery.create({
    id: randomUUID(),
    webhookId,
    kind: 'test',
    ...state,
  })
  return { id }
}

/** There can be so many, and the samples of others have made some. */
async function webhookWish() {
  await Webhook.query().delete()
  forgetKept(webhookOf, deliveryOf)
  return { url: 'https://hooks.example/' }
}

/** What the super user sees to: webhooks, mails, and what is done to many accounts at once. */
export const administrationSamples: Record<string, Sample> = {
  'GET /api/v1/admin/webhooks': { status: 200 },
  'POST /api/v1/admin/webhooks': { status: 201, body: webhookWish },
  'GET /api/v1/admin/webhooks/:id': { status: 200, params: webhookOf },
  'PATCH /api/v1/admin/webhooks/:id': {
    status: 200,
    params: webhookOf,
    body: () => ({ url: 'https://hooks.example/' }),
  },
  'DELETE /api/v1/admin/webhooks/:id': { status: 204, params: webhookOf },
  'POST /api/v1/admin/webhooks/:id/secrets': { status: 201, params: webhookOf },
  'POST /api/v1/admin/webhooks/:id/tests': { status: 202, params: webhookOf },
  'GET /api/v1/admin/webhooks/:id/deliveries': { status: 200, params: webhookOf },
  'PUT /api/v1/admin/webhook-deliveries/:id': { status: 202, params: deliveryOf },
  'GET /admin/webhooks': { status: 200 },
  'POST /admin/webhooks': { status: 201, body: webhookWish },
  'GET /admin/webhooks/:id': { status: 200, params: webhookOf },
  'PUT /admin/webhooks/:id': {
    status: 303,
    params: webhookOf,
    body: () => ({ isActive: 'false' }),
  },
  'DELETE /admin/webhooks/:id': { status: 303, params: webhookOf },
  'POST /admin/webhooks/:id/secrets': { status: 201, params: webhookOf },
  'POST /admin/webhooks/:id/tests': { status: 303, params: webhookOf },
  'PUT /admin/webhook-deliveries/:id': { status: 303, params: deliveryOf },
  'GET /api/v1/admin/mails': { status: 200 },
  'PUT /api/v1/admin/mails/:id': { status: 202, params: mailGivenUp },
  'PUT /admin/mails/:id': { status: 303, params: mailGivenUp },
  'GET /api/v1/admin/bulk-actions': { status: 200 },
  'GET /api/v1/admin/bulk-actions/:id': { status: 200, params: bulkActionOf },
  'GET /api/v1/admin/bulk-actions/:id/export': { status: 200, params: exportOf },
  'POST /api/v1/admin/bulk-actions': { status: 201, body: bulkWish },
  'DELETE /api/v1/admin/bulk-actions/:id': { status: 204, params: bulkActionOf },
  'GET /admin/bulk-actions': { status: 200 },
  'GET /admin/bulk-actions/new': { status: 200 },
  'GET /admin/bulk-actions/:id': { status: 200, params: bulkActionOf },
  'GET /admin/bulk-actions/:id/export': { status: 200, params: exportOf },
  'POST /admin/bulk-actions': {
    status: 303,
    body: () => ({ kind: 'sign_out', q: 'nobody.like.that', sure: '1' }),
  },
  'DELETE /admin/bulk-actions/:id': { status: 303, params: bulkActionOf },
}
