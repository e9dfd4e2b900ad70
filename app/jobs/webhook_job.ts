import type { Job } from '#jobs/scheduler'
import { deliverWebhooks } from '#webhooks/deliver'

/** Delivers events to webhooks, and retries those that were unavailable. */
export const webhookJob: Job = {
  name: 'webhooks:deliver',
  every: 2_000,
  isAwaited: true,
  work: (signal) => deliverWebhooks(signal),
}
