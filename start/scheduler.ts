import app from '@adonisjs/core/services/app'
import { writeRefusals } from '#activity/refusals'
import { JOBS } from '#jobs/all'
import { type Job, Scheduler } from '#jobs/scheduler'
import { webhookJob } from '#jobs/webhook_job'
import liveStreams from '#live/streams'
import env from '#start/env'

/** Milliseconds. Instances that start together should not all ask for the lock at once. */
const FIRST_AFTER = { least: 10_000, spread: 50_000 }

/** For work that somebody waits for. */
const SOON = { least: 1_000, spread: 2_000 }

function schedule(job: Job) {
  const scheduler = new Scheduler(job)
  const { least, spread } = job.isAwaited ? SOON : FIRST_AFTER
  app.ready(() => scheduler.start(least + Math.random() * spread))
  app.terminating(() => scheduler.stop())
}

/** The servers in production report what happens in the production database. */
const isOfOthers = (job: Job) => job === webhookJob && env.get('APP_PROFILE') === 'dev-prod-db'

for (const job of JOBS) if (job.every > 0 && !isOfOthers(job)) schedule(job)

app.terminating(() => writeRefusals())

// Registered last, so that it runs first: a server that waits for its connections to close would wait for these
// streams.
app.ready(() => void app.terminating(() => liveStreams.stop()))
