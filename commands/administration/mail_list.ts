import { padColumns } from '../_columns.js'
import { Command } from '../_command.js'

const HEAD = ['id', 'kind', 'to', 'again', 'error']

/** Of them, the newest. */
const SHOWN = 50

export default class MailList extends Command {
  static commandName = 'mail:list'
  static description = 'List the mails that were given up, and which can be tried again'

  protected async perform() {
    const { canBeWrittenAgain, listMailsGivenUp } = await import('#people/mails_given_up')
    const mails = await listMailsGivenUp().limit(SHOWN)
    const rows = mails.map((mail) => {
      const again = canBeWrittenAgain(mail) ? 'yes' : 'no'
      return [mail.id, mail.kind, mail.recipient, again, mail.lastError ?? '']
    })
    for (const cells of padColumns([HEAD, ...rows])) this.logger.log(cells.join('  ').trimEnd())
  }
}
