import { extname } from 'node:path'
import { args } from '@adonisjs/core/ace'
import { CommandFailure } from '../_command.js'
import { writeNewFile } from '../exports/_new_file.js'
import { FilteredEventsCommand } from './_filtered.js'

export default class EventsExport extends FilteredEventsCommand {
  static commandName = 'events:export'
  static description = 'Write all events, or those a filter finds, to a file'
  static help = [
    '```',
    '{{ binaryName }} events:export events.csv',
    '{{ binaryName }} events:export refusals.jsonl --outcome=refused --from=2026-01-01',
    '```',
  ]

  @args.string({ description: 'File to create, ending in .csv or .jsonl' })
  declare file: string

  protected async perform() {
    const { exportFacts, recordedEvents, writeEvents } = await import('#exports/events')
    const { LIST_FORMAT_NAMES } = await import('#exports/formats')
    const { eventsOf } = await import('#history/people')
    const { record } = await import('#activity/record')
    const { allEventListValidator } = await import('#validators/event')
    const format = LIST_FORMAT_NAMES.find((name) => extname(this.file) === `.${name}`)
    if (!format) throw new CommandFailure('Name a file that ends in .csv or .jsonl.')
    const { person, ...filter } = await allEventListValidator.validate(this.asked)
    const list = recordedEvents(await eventsOf(person), filter)

    const tell = () => record('events_exported', { userId: null, ...exportFacts(list, format) })
    await writeNewFile(this.file, await writeEvents(list, format), tell)
    return `Written to ${this.file}.`
  }
}
