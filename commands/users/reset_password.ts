import { args } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

export default class UserResetPassword extends Command {
  static commandName = 'user:reset-password'
  static description = 'Email somebody a link to choose a new password'

  @args.string({ description: 'Username or email address' })
  declare login: string

  protected async perform() {
    const { mailReset } = await import('#people/password_reset')
    const user = await this.findUser(this.login)
    await mailReset(user)
    return `A link to choose a new password is on its way to ${user.email}.`
  }
}
