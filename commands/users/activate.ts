import { args, flags } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

export default class UserActivate extends Command {
  static commandName = 'user:activate'
  static description = 'Reactivate a suspended or deleted account'

  @args.string({ description: 'Username or email address' })
  declare login: string

  @flags.string({ description: 'A new email address, for an account that has lost its own' })
  declare email?: string

  protected async perform() {
    const user = await this.findUser(this.login)
    if (user.status === 'active') return `${user.username} is already active.`
    const { activateAccount } = await import('#accounts/status')
    const { activateUserValidator } = await import('#validators/user')
    const { email } = await activateUserValidator.validate({ email: this.email })
    await activateAccount(user, email)
    return `${user.username} is active again, and has to sign in.`
  }
}
