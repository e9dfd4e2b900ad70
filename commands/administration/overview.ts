import { flags } from '@adonisjs/core/ace'
import type { Overview as Figures } from '#overview/overview'
import { padColumns } from '../_columns.js'
import { Command } from '../_command.js'

type Rows = (string | number)[][]

const ofHour = (codes: Record<string, number>) =>
  Object.entries(codes)
    .map(([code, count]) => `${code} ${count}`)
    .join(', ')

const parts = (figures: Figures): Record<string, Rows> => ({
  'People': [
    ['active', `${figures.people.isEstimated ? 'about ' : ''}${figures.people.active}`],
    ['suspended', figures.people.suspended],
    ['deleted', figures.people.deleted],
  ],
  'By day (UTC): new accounts, sign-ins by browser, by app': figures.newPeople.map(
    ({ day, count }, place) => [
      day,
      count,
      figures.signIns[place].browser,
      figures.signIns[place].app,
    ]
  ),
  'Refusals by hour (UTC)': figures.refusals
    .filter(({ codes }) => Object.keys(codes).length)
    .map(({ hour, codes }) => [hour, ofHour(codes)]),
  'Mails': [
    ['waiting', figures.mails.waiting],
    ['given up', figures.mails.givenUp],
  ],
  'Files': [
    ['files', figures.storage.files],
    ['bytes', figures.storage.bytes],
    ['measured', figures.storage.measuredAt.toISO()!],
    ['not yet complete', figures.uploads.arriving],
  ],
  'Jobs': [
    ...figures.jobs.map(({ name, isRunning }) => [name, isRunning ? 'running' : 'not running']),
    ['bulk actions not yet finished', figures.bulkActions],
  ],
})

export default class Overview extends Command {
  static commandName = 'overview'
  static description = 'Show how Gatehouse is doing: people, sign-ins, refusals, mails, files, jobs'

  @flags.boolean({ description: 'Print JSON, in the format of the API' })
  declare json: boolean

  protected async perform() {
    const { overview } = await import('#overview/overview')
    const figures = await overview()
    if (this.json) return this.printJson({ data: figures })
    for (const [title, rows] of Object.entries(parts(figures))) {
      this.logger.log(title)
      const cells = rows.length ? rows.map((row) => row.map(String)) : [['none']]
      for (const row of padColumns(cells)) this.logger.log(`  ${row.join('  ').trimEnd()}`)
    }
  }
}
