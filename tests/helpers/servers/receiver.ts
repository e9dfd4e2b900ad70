import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import db from '@adonisjs/lucid/services/db'
import { addresses } from '#webhooks/addresses'
import { deliverWebhooks } from '#webhooks/deliver'
import { makeWebhook } from '#webhooks/manage'
import type { EventKind } from '#activity/kinds'
import { releaseLater } from '#tests/helpers/release'
import { listen } from '#tests/helpers/servers/listen'
import { change } from '#tests/helpers/settings'

export type Received = { path: string; headers: IncomingHttpHeaders; body: string }

/** Somebody else's server, which answers as the test says; it stands on this machine, where nothing else is sent. */
export async function startReceiver(answer: RequestListener = (_, response) => response.end()) {
  await forgetWebhooks()
  const received: Received[] = []
  const replies = { answer }
  const server = createServer(async (request, response) => {
    const body = await text(request)
    received.push({ path: request.url!, headers: request.headers, body })
    replies.answer(request, response)
  })
  const port = await listen(server)
  releaseLater(() => {
    server.closeAllConnections()
    server.close()
  })
  change(addresses, { isAllowed: () => true })
  return { url: `http://127.0.0.1:${port}/hook`, port, received, replies }
}

/** Others would be sent what happens in a test as well. */
export const forgetWebhooks = async () => void (await db.from('webhooks').delete())

export type Receiver = Awaited<ReturnType<typeof startReceiver>>

/** A webhook to it, which is gone after the test. Unless it is to be told of something, it is sent tests alone. */
export async function webhookTo({ url }: { url: string }, kinds: EventKind[] = ['events_pruned']) {
  const made = await makeWebhook({ url, kinds })
  releaseLater(() => db.from('webhooks').where('id', made.webhook.id).delete())
  return made
}

/** As if the pauses between attempts were over. */
export const letPausesPass = async () => {
  await db.from('webhooks').update({ paused_until: null })
  await db
    .from('webhook_deliveries')
    .where('state', 'waiting')
    .update({ next_attempt_at: db.raw('now()') })
}

export const deliver = () => deliverWebhooks()

export const deliveriesTo = ({ id }: { id: string }) =>
  db.from('webhook_deliveries').where('webhook_id', id).orderBy('created_at')

export const answering =
  (status: number, headers = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end()
