import { Command } from '../_command.js'

export default class ExportsMake extends Command {
  static commandName = 'exports:make'
  static description = 'Make the archives that people have asked for, as the server does by itself'

  protected async perform() {
    const { makeExports } = await import('#exports/make')
    await makeExports()
  }
}
