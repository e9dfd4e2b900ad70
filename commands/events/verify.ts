import { flags } from '@adonisjs/core/ace'
import { counted } from '#words/counted'
import { Command, CommandFailure } from '../_command.js'

export default class EventsVerify extends Command {
  static commandName = 'events:verify'
  static description = 'Compare all events with their seals, and name the first that does not fit'
  static help = [
    'It prints the last seal. Noted elsewhere, it shows later that nobody has made all seals anew:',
    '```',
    '{{ binaryName }} events:verify --noted=1204:5f0c…',
    '```',
  ]

  @flags.string({ description: 'A seal that was noted elsewhere, as NUMBER:HASH' })
  declare noted?: string

  protected async perform() {
    const { verifyEvents } = await import('#history/verify')
    const { events, seals, unsealed, head } = await verifyEvents(this.#notedSeal())

    if (head) this.logger.log(`${head.number}:${head.hash}`)
    const sealed = `${counted(events, 'event')} in ${counted(seals, 'seal')}`
    return `As recorded: ${sealed}. Not sealed yet: ${unsealed}.`
  }

  #notedSeal() {
    if (this.noted === undefined) return undefined
    const [, number, hash] = /^(\d{1,18}):([\da-f]{64})$/.exec(this.noted) ?? []
    if (!number) throw new CommandFailure('Say --noted=NUMBER:HASH, as events:verify prints it.')
    return { number, hash }
  }
}
