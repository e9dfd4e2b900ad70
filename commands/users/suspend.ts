import { args, flags } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

export default class UserSuspend extends Command {
  static commandName = 'user:suspend'
  static description = 'Suspend an account from the next request on, and tell its owner why'
  static help = [
    '```',
    '{{ binaryName }} user:suspend ada --reason="Sends advertising" --until=2027-01-31',
    '```',
  ]

  @args.string({ description: 'Username or email address' })
  declare login: string

  @flags.string({ description: 'Reason; the owner is told' })
  declare reason: string

  @flags.string({
    description: 'When the suspension ends (UTC); without it, only user:activate ends it',
  })
  declare until?: string

  protected async perform() {
    const { suspendAccount } = await import('#accounts/status')
    const { suspensionValidator } = await import('#validators/people')
    const { reason, until } = this
    const suspension = await suspensionValidator.validate({ reason, until })
    const user = await this.findUser(this.login)
    await suspendAccount(user, suspension)
    return `${user.username} is suspended: every request is refused from now on.`
  }
}
