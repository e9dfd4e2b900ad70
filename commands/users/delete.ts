import { args } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

export default class UserDelete extends Command {
  static commandName = 'user:delete'
  static description = 'Delete an account, as its owner could; it can be restored for a while'

  @args.string({ description: 'Username or email address' })
  declare login: string

  protected async perform() {
    const { removeAccount } = await import('#people/removal')
    const user = await this.findUser(this.login)
    await removeAccount(user)
    return `${user.username} is deleted, and signed out everywhere.`
  }
}
