import type { Job } from '#jobs/scheduler'
import { workOnBulkActions } from '#people/bulk/work'

/** The job behind `node ace bulk:run`. */
export const bulkJob: Job = {
  name: 'bulk:run',
  every: 5_000,
  isAwaited: true,
  work: (signal) => workOnBulkActions(signal),
}
