import { args, flags } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

export default class UserSignOut extends Command {
  static commandName = 'user:sign-out'
  static description = 'End the sign-ins of an account, and its personal tokens if wished'

  @args.string({ description: 'Username or email address' })
  declare login: string

  @flags.boolean({ description: 'End its personal tokens as well' })
  declare tokens: boolean

  protected async perform() {
    const { endAccess } = await import('#people/access')
    const user = await this.findUser(this.login)
    const ended = await endAccess(user, this.tokens ? ['signIns', 'personalTokens'] : ['signIns'])
    return `${user.username}: ${ended} ended.`
  }
}
