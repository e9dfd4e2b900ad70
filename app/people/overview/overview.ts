import { pruneEvery } from '#config/retention'
import {
  countArriving,
  countMails,
  countNewPeople,
  countPeople,
  isRunning,
  weighStorage,
} from '#people/overview/figures'
import { uploadsUnderWay } from '#uploads/under_way'

/** Days of what is shown by day. */
const DAYS = 30

/** How Gatehouse is doing, as of this moment. */
export const overview = async () => ({
  people: await countPeople(),
  newPeople: await countNewPeople(DAYS),
  mails: await countMails(),
  storage: await weighStorage(),
  uploads: { inThisProcess: uploadsUnderWay(), arriving: await countArriving() },
  jobs: [
    { name: 'auth:prune', everyMinutes: pruneEvery, isRunning: await isRunning('auth:prune') },
  ],
})
