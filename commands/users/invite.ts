import { args } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

export default class UserInvite extends Command {
  static commandName = 'user:invite'
  static description = 'Make an account; its owner gets a mail and chooses the password'

  @args.string({ description: 'Username' })
  declare username: string

  @args.string({ description: 'Email address' })
  declare email: string

  protected async perform() {
    const { invite } = await import('#people/invitation')
    const { inviteValidator } = await import('#validators/people')
    const { username, email } = this
    const user = await invite(await inviteValidator.validate({ username, email }))
    return `${user.username} has an account now (id ${user.id}); an invitation is on its way to ${user.email}.`
  }
}
