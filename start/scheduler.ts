import app from '@adonisjs/core/services/app'
import { writeRefusals } from '#activity/refusals'
import { pruneEvery } from '#config/service/retention'
import { bulkJob } from '#jobs/bulk_job'
import { exportJob } from '#jobs/export_job'
import { pruneJob } from '#jobs/prune_job'
import { sealJob } from '#jobs/seal_job'
import { type Job, Scheduler } from '#jobs/scheduler'
import { webhookJob } from '#jobs/webhook_job'
import liveStreams from '#live/streams'
import env from '#start/env'

/** Milliseconds. Instances that start together should not all ask for the lock at once. */
const FIRST_AFTER = { least: 10_000, spread: 50_000 }

/** For work that somebody waits for. */
const SOON = { least: 1_000, spread: 2_000 }

function schedule(job: Job, { least, spread } = FIRST_AFTER) {
  const scheduler = new Scheduler(job)
  app.ready(() => scheduler.start(least + Math.random() * spread))
  app.terminating(() => scheduler.stop())
}

schedule(bulkJob, SOON)
schedule(sealJob)
schedule(exportJob)
// The servers in production report what happens in the production database.
if (env.get('APP_PROFILE') !== 'dev-prod-db') schedule(webhookJob, SOON)
if (pruneEvery > 0) schedule(pruneJob)

app.terminating(() => writeRefusals())

// Registered last, so that it runs first: a server that waits for its connections to close would wait for these
// streams.
app.ready(() => void app.terminating(() => liveStreams.stop()))
