import { args } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

export default class UserSuspend extends Command {
  static commandName = 'user:suspend'
  static description = 'Suspend an account from the next request on'

  @args.string({ description: 'Username or e-mail address' })
  declare login: string

  protected async perform() {
    const { suspendAccount } = await import('#accounts/status')
    const user = await this.findUser(this.login)
    await suspendAccount(user)
    return `${user.username} is suspended: every request is refused from now on.`
  }
}
