import app from '@adonisjs/core/services/app'
import { pruneEvery } from '#config/retention'
import { pruneJob } from '#jobs/prune_job'
import { Scheduler } from '#jobs/scheduler'

/** Milliseconds. Instances that start together should not all ask for the lock at once. */
const FIRST_AFTER = { least: 10_000, spread: 50_000 }

if (pruneEvery > 0) {
  const scheduler = new Scheduler(pruneJob)
  app.ready(() => scheduler.start(FIRST_AFTER.least + Math.random() * FIRST_AFTER.spread))
  app.terminating(() => scheduler.stop())
}
