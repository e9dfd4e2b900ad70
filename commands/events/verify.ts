import { flags } from '@adonisjs/core/ace'
import { counted } from '#words/counted'
import { Command, CommandFailure } from '../_command.js'

export default class EventsVerify extends Command {
  static commandName = 'events:verify'
  static description = 'Check all events against their seals, and name the first mismatch'
  static help = [
    'Prints the last seal. Keep it elsewhere, and pass it later to prove that nobody has rebuilt all seals:',
    '```',
    '{{ binaryName }} events:verify --noted=1204:5f0c…',
    '```',
  ]

  @flags.string({ description: 'A seal printed earlier and kept elsewhere, as NUMBER:HASH' })
  declare noted?: string

  protected async perform() {
    const { verifyEvents } = await import('#history/verify')
    const { events, seals, unsealed, head } = await verifyEvents(this.#notedSeal())

    if (head) this.logger.log(`${head.number}:${head.hash}`)
    const sealed = `${counted(events, 'event')} in ${counted(seals, 'seal')}`
    return `Verified: ${sealed}. Not sealed yet: ${unsealed}.`
  }

  #notedSeal() {
    if (this.noted === undefined) return undefined
    const [, number, hash] = /^(\d{1,18}):([\da-f]{64})$/.exec(this.noted) ?? []
    if (!number) throw new CommandFailure('Use --noted=NUMBER:HASH, as events:verify prints it.')
    return { number, hash }
  }
}
