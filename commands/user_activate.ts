import { args } from '@adonisjs/core/ace'
import { Command } from './_command.js'

export default class UserActivate extends Command {
  static commandName = 'user:activate'
  static description = 'Let a suspended or deleted account in again'

  @args.string({ description: 'Username or e-mail address' })
  declare login: string

  protected async perform() {
    const user = await this.findUser(this.login)
    if (user.status === 'active') return `${user.username} is active already.`
    await user.activate()
    return `${user.username} is active, and has to sign in anew.`
  }
}
