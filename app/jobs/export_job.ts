import { makeExports } from '#exports/make'
import type { Job } from '#jobs/scheduler'

/** What `node ace exports:make` does by hand. Somebody waits for it. */
export const exportJob: Job = {
  name: 'exports:make',
  every: 5_000,
  work: (signal) => makeExports(signal),
}
