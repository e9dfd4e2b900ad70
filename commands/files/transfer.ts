import { args, flags } from '@adonisjs/core/ace'
import { counted } from '#words/counted'
import { Command } from '../_command.js'

export default class FilesTransfer extends Command {
  static commandName = 'files:transfer'
  static description = 'Give all files of one account to another'
  static help = [
    'For somebody who is leaving. Moves everything, bin included, or nothing. Shares stay, links are revoked.',
    '```',
    '{{ binaryName }} files:transfer ada grace --dry-run',
    '{{ binaryName }} files:transfer ada@example.org grace',
    '```',
  ]

  @args.string({ description: 'Username or email address of the current owner' })
  declare from: string

  @args.string({ description: 'Username or email address of the new owner' })
  declare to: string

  @flags.boolean({ description: 'Say how much would be moved, without moving it' })
  declare dryRun: boolean

  @flags.boolean({ description: 'Go ahead even if it exceeds the quota of the new owner' })
  declare overQuota: boolean

  protected async perform() {
    const { transferFiles } = await import('#files/transfer')
    const [from, to] = [await this.findUser(this.from), await this.findUser(this.to)]
    const { dryRun, overQuota } = this
    const { count, size } = await transferFiles(from, to, { dryRun, overQuota })
    const what = `${counted(count, 'file')} (${counted(size, 'byte')})`
    if (dryRun) return `${to.username} would get ${what} from ${from.username}.`
    return `${to.username} now has ${what} from ${from.username}.`
  }
}
