import { counted } from '#words/counted'
import { Command } from '../_command.js'

export default class EventsSeal extends Command {
  static commandName = 'events:seal'
  static description = 'Seal new events, as the server does every minute'

  protected async perform() {
    const { sealEvents } = await import('#history/seal')
    return `${counted(await sealEvents(), 'event')} sealed.`
  }
}
