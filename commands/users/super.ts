import { args } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

export default class UserSuper extends Command {
  static commandName = 'user:super'
  static description = 'Make an account the one super user'

  @args.string({ description: 'Username or email address' })
  declare login: string

  protected async perform() {
    const { makeSuperUser } = await import('#people/super_user')
    const user = await this.findUser(this.login)
    await makeSuperUser(user)
    return `${user.username} is now the super user, and nobody else is.`
  }
}
