import { sealEvents } from '#history/seal'
import type { Job } from '#jobs/scheduler'

/** The job behind `node ace events:seal`. */
export const sealJob: Job = {
  name: 'events:seal',
  every: 60_000,
  work: (signal) => sealEvents(signal),
}
