import type { Job } from '#jobs/scheduler'
import { deliverWebhooks } from '#webhooks/deliver'

/** What happens is told to webhooks, and told again to those that were away. */
export const webhookJob: Job = {
  name: 'webhooks:deliver',
  every: 2_000,
  work: (signal) => deliverWebhooks(signal),
}
