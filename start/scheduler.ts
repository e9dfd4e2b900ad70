import app from '@adonisjs/core/services/app'
import { writeRefusals } from '#activity/refusals'
import { pruneEvery } from '#config/retention'
import { pruneJob } from '#jobs/prune_job'
import { sealJob } from '#jobs/seal_job'
import { type Job, Scheduler } from '#jobs/scheduler'

/** Milliseconds. Instances that start together should not all ask for the lock at once. */
const FIRST_AFTER = { least: 10_000, spread: 50_000 }

function schedule(job: Job) {
  const scheduler = new Scheduler(job)
  app.ready(() => scheduler.start(FIRST_AFTER.least + Math.random() * FIRST_AFTER.spread))
  app.terminating(() => scheduler.stop())
}

schedule(sealJob)
if (pruneEvery > 0) schedule(pruneJob)

app.terminating(() => writeRefusals())
