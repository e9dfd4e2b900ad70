import { Command } from '../_command.js'

export default class ExportsMake extends Command {
  static commandName = 'exports:make'
  static description = 'Make the archives of data that people have requested, as the server does'

  protected async perform() {
    const { makeExports } = await import('#exports/make')
    await makeExports()
  }
}
