import { makeExports } from '#exports/make'
import type { Job } from '#jobs/scheduler'

/** The job behind `node ace exports:make`. Somebody is waiting for it. */
export const exportJob: Job = {
  name: 'exports:make',
  every: 5_000,
  work: (signal) => makeExports(signal),
}
