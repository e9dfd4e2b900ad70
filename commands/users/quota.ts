import { args, flags } from '@adonisjs/core/ace'
import { counted } from '#words/counted'
import { Command } from '../_command.js'

export default class UserQuota extends Command {
  static commandName = 'user:quota'
  static description = 'Give an account file limits of its own, or the usual ones'
  static help = ['Without options, it only says what they are.']

  @args.string({ description: 'Username or email address' })
  declare login: string

  @flags.string({ description: 'Maximum number of bytes stored' })
  declare bytes?: string

  @flags.string({ description: 'Maximum number of files' })
  declare files?: string

  @flags.boolean({ description: 'Go back to the usual limits' })
  declare usual: boolean

  protected async perform() {
    const { changeLimits } = await import('#files/limits')
    const { holdingsOf } = await import('#people/holdings')
    const { typedLimitsValidator } = await import('#validators/people')
    const { bytes: quotaBytes, files: fileLimit } = this
    const own = await typedLimitsValidator.validate({ quotaBytes, fileLimit })
    const user = await this.findUser(this.login)
    const isChange = this.usual || quotaBytes !== undefined || fileLimit !== undefined
    if (isChange)
      await changeLimits(user, { ...(this.usual && { quotaBytes: null, fileLimit: null }), ...own })
    const { files } = await holdingsOf(user)
    return `${user.username} may store ${counted(files.quotaBytes, 'byte')} in ${counted(files.limit, 'file')}.`
  }
}
