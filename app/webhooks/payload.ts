import type Event from '#models/event'
import type WebhookDelivery from '#models/webhooks/webhook_delivery'

/** Who is named by an id alone: where somebody was, and with what, stays here. */
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

/** The text of a message: the same at every attempt. */
export function payloadOf({ kind, createdAt }: WebhookDelivery, event: Event | null) {
  const timestamp = (event?.occurredAt ?? createdAt).toJSDate().toISOString()
  return JSON.stringify({ type: kind, timestamp, data: event ? dataOf(event) : {} })
}

/** What a test sends: no event has that name. */
export const TEST = 'test'
