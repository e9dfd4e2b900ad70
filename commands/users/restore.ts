import { args, flags } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

export default class UserRestore extends Command {
  static commandName = 'user:restore'
  static description = 'Restore a deleted account'
  static help = [
    '```',
    '{{ binaryName }} user:restore ada',
    '{{ binaryName }} user:restore ada --email=ada@example.org',
    '```',
  ]

  @args.string({ description: 'Username or email address' })
  declare login: string

  @flags.string({ description: 'A new email address, for an account that has lost its own' })
  declare email?: string

  protected async perform() {
    const { restoreAccount } = await import('#accounts/status')
    const { restorationValidator } = await import('#validators/people')
    const { email } = await restorationValidator.validate({ email: this.email })
    const user = await this.findUser(this.login)
    await restoreAccount(user, email ?? undefined)
    return `${user.username} is active again, and has to sign in.`
  }
}
