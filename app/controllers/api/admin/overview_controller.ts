import vine from '@vinejs/vine'
import { endpoint } from '#openapi/endpoint'
import { overview } from '#overview/overview'
import { flag, text, time } from '#transformers/shape'

const count = () => vine.number().withoutDecimals()

const day = () => text('2030-01-31')

const ANSWER = {
  people: vine.object({
    active: count(),
    suspended: count(),
    deleted: count(),
    isEstimated: flag(),
  }),
  newPeople: vine.array(vine.object({ day: day(), count: count() })),
  signIns: vine.array(vine.object({ day: day(), browser: count(), app: count() })),
  refusals: vine.array(vine.object({ hour: time(), codes: vine.record(count()) })),
  mails: vine.object({ waiting: count(), givenUp: count() }),
  storage: vine.object({ files: count(), bytes: count(), measuredAt: time() }),
  uploads: vine.object({ inThisProcess: count(), arriving: count() }),
  bulkActions: count(),
  jobs: vine.array(vine.object({ name: text('prune'), everySeconds: count(), isRunning: flag() })),
}

export default class OverviewController {
  @endpoint('Show how Gatehouse is doing', { answer: ANSWER })
  async show() {
    return { data: await overview() }
  }
}
