import type Event from '#models/event'
import type WebhookDelivery from '#models/webhooks/webhook_delivery'

/** Names people only by id, and leaves out where they were and what they used. */
const dataOf = ({
  id,
  outcome,
  userId,
  actorId,
  credential,
  subjectType,
  subjectId,
  details,
}: Event) => ({
  id,
  outcome,
  userId,
  actorId,
  credential,
  subject: subjectType && subjectId ? { type: subjectType, id: subjectId } : null,
  details,
})

/** The text of a message: the same for every attempt. */
export function payloadOf({ kind, createdAt }: WebhookDelivery, event: Event | null) {
  const timestamp = (event?.occurredAt ?? createdAt).toJSDate().toISOString()
  return JSON.stringify({ type: kind, timestamp, data: event ? dataOf(event) : {} })
}

/** The type of a test message: no event has this name. */
export const TEST = 'test'
