import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { extname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { args } from '@adonisjs/core/ace'
import { CommandFailure } from '../_command.js'
import { written } from '../_failure.js'
import { FilteredEventsCommand } from './_filtered.js'

/** Nobody else on this machine may read it. */
const FILE_MODE = 0o600

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

    await written(this.file, this.#write(await writeEvents(list, format)))
    await record('events_exported', { userId: null, ...exportFacts(list, format) })
    return `Written to ${this.file}.`
  }

  /** A partial file is removed, so that nobody takes it for the whole. */
  async #write(pieces: AsyncIterable<string>) {
    const file = createWriteStream(this.file, { flags: 'wx', mode: FILE_MODE })
    try {
      await pipeline(pieces, file)
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') await rm(this.file, { force: true })
      throw error
    }
  }
}
