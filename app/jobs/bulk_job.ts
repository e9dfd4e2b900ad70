import type { Job } from '#jobs/scheduler'
import { workOnBulkActions } from '#people/bulk/work'

/** What `node ace bulk:run` does by hand. */
export const bulkJob: Job = {
  name: 'bulk:run',
  every: 5_000,
  work: (signal) => workOnBulkActions(signal),
}
