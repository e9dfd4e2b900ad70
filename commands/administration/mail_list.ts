import { goOnWith } from '../_columns.js'
import { Command } from '../_command.js'
import { paged } from './_paged.js'

const HEAD = ['id', 'kind', 'to', 'can retry', 'error']

export default class MailList extends paged(Command) {
  static commandName = 'mail:list'
  static description = 'List emails that were given up, and which of them can be sent again'

  protected async perform() {
    const { newestFirst } = await import('#http/lists/page_of')
    const { listMailsGivenUp } = await import('#people/mails_given_up')
    const { default: Transformer } = await import('#transformers/mail_transformer')
    const { listValidator } = await import('#validators/page')
    const wish = await listValidator.validate(this.typedPage)
    const { rows: mails, meta } = await newestFirst(listMailsGivenUp(), wish)
    const data = mails.map((mail) => new Transformer(mail).toObject())
    if (this.json) return this.printJson({ data, meta })

    const rows = data.map(({ id, kind, recipient, canBeWrittenAgain, lastError }) => {
      return [id, kind, recipient, canBeWrittenAgain ? 'yes' : 'no', lastError ?? '']
    })
    this.printTable([HEAD, ...rows])
    return goOnWith(meta)
  }
}
