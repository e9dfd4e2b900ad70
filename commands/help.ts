import { args, BaseCommand, HelpCommand } from '@adonisjs/core/ace'

/** `node ace help X`, as people type it; AdonisJS itself only knows `node ace X --help`. */
export default class Help extends BaseCommand {
  static commandName = 'help'
  static description = HelpCommand.description

  @args.string({ description: 'Command', required: false })
  declare command?: string

  async run() {
    if (this.command) await this.#show(this.command)
    else await this.kernel.exec('list', [])
  }

  async #show(command: string) {
    const parsed = { ...this.parsed, args: [command] }
    const help = new HelpCommand(this.kernel, parsed, this.ui, this.prompt)
    await help.exec()
    this.exitCode = help.exitCode
  }
}
