import { args } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

export default class UserInvite extends Command {
  static commandName = 'user:invite'
  static description = 'Create an account; its owner gets an email and chooses the password'

  @args.string({ description: 'Username' })
  declare username: string

  @args.string({ description: 'Email address' })
  declare email: string

  protected async perform() {
    const { invite } = await import('#people/invitation')
    const { inviteValidator } = await import('#validators/people')
    const { username, email } = this
    const user = await invite(await inviteValidator.validate({ username, email }))
    return `${user.username} now has an account (id ${user.id}); an invitation is on its way to ${user.email}.`
  }
}
