import { args, flags } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

export default class UserConfirmEmail extends Command {
  static commandName = 'user:confirm-email'
  static description = 'Ask for the email address to be confirmed again, or mark it as confirmed'

  @args.string({ description: 'Username or email address' })
  declare login: string

  @flags.boolean({ description: 'Mark it as confirmed, without sending an email' })
  declare mark: boolean

  protected async perform() {
    const { askToConfirmEmail, markEmailConfirmed } = await import('#people/confirmed_email')
    const user = await this.findUser(this.login)
    await (this.mark ? markEmailConfirmed(user) : askToConfirmEmail(user))
    return this.mark
      ? `${user.email} is now marked as confirmed.`
      : `A confirmation link is on its way to ${user.email}.`
  }
}
