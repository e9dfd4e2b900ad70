import { args, flags } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

export default class UserConfirmEmail extends Command {
  static commandName = 'user:confirm-email'
  static description = 'Have the address of an account confirmed again, or mark it as confirmed'

  @args.string({ description: 'Username or email address' })
  declare login: string

  @flags.boolean({ description: 'Mark it as confirmed, and send nothing' })
  declare mark: boolean

  protected async perform() {
    const { askToConfirmEmail, markEmailConfirmed } = await import('#people/confirmed_email')
    const user = await this.findUser(this.login)
    await (this.mark ? markEmailConfirmed(user) : askToConfirmEmail(user))
    return this.mark
      ? `${user.email} counts as confirmed.`
      : `A link is on its way to ${user.email}.`
  }
}
