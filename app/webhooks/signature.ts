import { createHmac, randomBytes } from 'node:crypto'

/** The prefix of secrets in Standard Webhooks: https://github.com/standard-webhooks/standard-webhooks */
const PREFIX = 'whsec_'

export const generateWebhookSecret = () => PREFIX + randomBytes(32).toString('base64')

type Message = { id: string; sentAt: number; body: string }

const signatureBy = (secret: string, { id, sentAt, body }: Message) =>
  createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
    .update(`${id}.${sentAt}.${body}`)
    .digest('base64')

/**
 * The headers of a message, by which its receiver verifies the origin, the content and the time.
 * @param secrets that the receiver may have: it compares with each signature
 */
export const headersOf = (message: Message, secrets: string[]) => ({
  'webhook-id': message.id,
  'webhook-timestamp': String(message.sentAt),
  'webhook-signature': secrets.map((secret) => `v1,${signatureBy(secret, message)}`).join(' '),
})
