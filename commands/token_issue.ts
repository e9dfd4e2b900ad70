import { args, flags } from '@adonisjs/core/ace'
import { Command, CommandFailure } from './_command.js'

export default class TokenIssue extends Command {
  static commandName = 'token:issue'
  static description = 'Sign a device in and print its access and refresh token, once'

  @args.string({ description: 'Username or email address' })
  declare login: string

  @flags.string({ description: 'Name of the sign-in', default: 'Command line' })
  declare name: string

  protected async perform() {
    const { startByCommand } = await import('#sign_ins/start')
    const { deviceNameValidator } = await import('#validators/session')
    const user = await this.findUser(this.login)
    if (user.status !== 'active')
      throw new CommandFailure(`${user.username} is ${user.status}, and cannot sign in.`)
    const { name } = await deviceNameValidator.validate({ name: this.name })

    const { accessToken, refreshToken } = await startByCommand(user, name)
    this.logger.log(`access token   ${accessToken}`)
    this.logger.log(`refresh token  ${refreshToken}`)
    return `${user.username} is signed in as "${name}". These tokens are not shown again.`
  }
}
