import { counted } from '#words/counted'
import { Command, CommandFailure } from '../_command.js'

export default class ExportsMake extends Command {
  static commandName = 'exports:make'
  static description = 'Make the archives of data that people have requested, as the server does'

  protected async perform() {
    const { makeExports } = await import('#exports/make')
    const { made, failed } = await makeExports()
    const line = `${counted(made, 'archive')} made`
    if (failed) throw new CommandFailure(`${line}, ${failed} failed. A server tries again.`)
    return `${line}.`
  }
}
