import { figuresOfFiles } from '#files/upkeep/figures'
import { JOBS } from '#jobs/all'
import BulkAction from '#models/people/bulk_action'
import { countMails, countNewPeople, countPeople, isRunning } from '#overview/figures'
import { countRefusalsByHour, countSignInsByDay } from '#overview/happenings'
import { MILLISECONDS } from '#words/duration'

/** The range of figures by day, and by hour. */
const DAYS = 30
const HOURS = 24

/** Seconds between two runs; 0 if the job is left to its command. */
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

/** How Gatehouse is doing at this moment. The storage figures are as of their measurement. */
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
