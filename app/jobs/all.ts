import { bulkJob } from '#jobs/bulk_job'
import { exportJob } from '#jobs/export_job'
import { pruneJob } from '#jobs/prune_job'
import { sealJob } from '#jobs/seal_job'
import { webhookJob } from '#jobs/webhook_job'

/** Everything that runs on its own. start/scheduler.ts runs it, and the overview shows it. */
export const JOBS = [pruneJob, sealJob, bulkJob, exportJob, webhookJob]
