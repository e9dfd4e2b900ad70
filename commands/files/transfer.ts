import { args, flags } from '@adonisjs/core/ace'
import { counted } from '#words/counted'
import { Command } from '../_command.js'

export default class FilesTransfer extends Command {
  static commandName = 'files:transfer'
  static description = 'Give all files of one account to another'
  static help = [
    'For somebody who leaves: bin included, all at once or none. Shares with others stay, links are revoked.',
    '```',
    '{{ binaryName }} files:transfer ada grace --dry-run',
    '{{ binaryName }} files:transfer ada@example.org grace',
    '```',
  ]

  @args.string({ description: 'Username or email address of the current owner' })
  declare from: string

  @args.string({ description: 'Username or email address of the new owner' })
  declare to: string

  @flags.boolean({ description: 'Only say how much would be moved' })
  declare dryRun: boolean

  @flags.boolean({ description: 'Even if the new owner then has more than their quota' })
  declare overQuota: boolean

  protected async perform() {
    const { transferFiles } = await import('#files/transfer')
    const [from, to] = [await this.findUser(this.from), await this.findUser(this.to)]
    const { dryRun, overQuota } = this
    const { count, size } = await transferFiles(from, to, { dryRun, overQuota })
    const what = `${counted(count, 'file')} (${counted(size, 'byte')})`
    if (dryRun) return `${to.username} would get ${what} from ${from.username}.`
    return `${to.username} has ${what} from ${from.username} now.`
  }
}
