import { args } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

export default class MailRetry extends Command {
  static commandName = 'mail:retry'
  static description = 'Send a new email in place of one that was given up'

  @args.string({ description: 'The id that mail:list shows' })
  declare id: string

  protected async perform() {
    const { writeAgain } = await import('#people/mails_given_up')
    const { recipient } = await this.byId(this.id, 'mail:list', writeAgain)
    return `A new email to ${recipient} is on its way.`
  }
}
