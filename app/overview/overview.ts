import { figuresOfFiles } from '#files/upkeep/figures'
import { bulkJob } from '#jobs/bulk_job'
import { pruneJob } from '#jobs/prune_job'
import { sealJob } from '#jobs/seal_job'
import BulkAction from '#models/people/bulk_action'
import { countMails, countNewPeople, countPeople, isRunning } from '#overview/figures'
import { countRefusalsByHour, countSignInsByDay } from '#overview/happenings'
import { MILLISECONDS } from '#words/duration'

/** Days of what is shown by day, and hours of what is shown by hour. */
const DAYS = 30
const HOURS = 24

const JOBS = [pruneJob, sealJob, bulkJob]

/** Seconds from one time to the next; 0 where it is left to the command of that name. */
const jobs = () =>
  Promise.all(
    JOBS.map(async ({ name, every }) => ({
      ...{ name, everySeconds: every / MILLISECONDS },
      isRunning: await isRunning(name),
    }))
  )

async function countBulkActions() {
  const [{ $extras }] = await BulkAction.active().clearOrder().count('* as total')
  return Number($extras.total)
}

/** How Gatehouse is doing, as of this moment; of what is stored, as of when it was measured. */
export const overview = async () => ({
  people: await countPeople(),
  newPeople: await countNewPeople(DAYS),
  signIns: await countSignInsByDay(DAYS),
  refusals: await countRefusalsByHour(HOURS),
  mails: await countMails(),
  ...(await figuresOfFiles()),
  bulkActions: await countBulkActions(),
  jobs: await jobs(),
})

export type Overview = Awaited<ReturnType<typeof overview>>
