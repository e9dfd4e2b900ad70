import { sealEvents } from '#history/seal'
import type { Job } from '#jobs/scheduler'

/** What `node ace events:seal` does by hand. */
export const sealJob: Job = {
  name: 'events:seal',
  every: 60_000,
  work: (signal) => sealEvents(signal),
}
