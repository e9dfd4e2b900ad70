import { args, flags } from '@adonisjs/core/ace'
import type { AccessKind } from '#people/access'
import type User from '#models/user'
import { Command, CommandFailure } from '../_command.js'

export default class UserSignOut extends Command {
  static commandName = 'user:sign-out'
  static description = 'Sign an account out everywhere, or end one sign-in or personal token'
  static help = [
    'user:show lists sign-ins and personal tokens with their ids.',
    '```',
    '{{ binaryName }} user:sign-out ada --tokens',
    '{{ binaryName }} user:sign-out ada --sign-in=0b9a2e1c-7c1f-4f0e-9d55-0d8f3f0c7a11',
    '```',
  ]

  @args.string({ description: 'Username or email address' })
  declare login: string

  @flags.boolean({ description: 'Revoke its personal tokens as well' })
  declare tokens: boolean

  @flags.string({ description: 'End only the sign-in with this id' })
  declare signIn?: string

  @flags.string({ description: 'Revoke only the personal token with this id' })
  declare token?: string

  protected async perform() {
    const { endAccess } = await import('#people/access')
    this.#refuseSeveral()
    const user = await this.findUser(this.login)
    if (this.signIn !== undefined) return this.#endOne(user, 'signIns', this.signIn)
    if (this.token !== undefined) return this.#endOne(user, 'personalTokens', this.token)
    const ended = await endAccess(user, this.tokens ? ['signIns', 'personalTokens'] : ['signIns'])
    const what = this.tokens ? 'Sign-ins and personal tokens' : 'Sign-ins'
    return `${what} of ${user.username} ended: ${ended}.`
  }

  /** Of two, one would be passed over in silence. */
  #refuseSeveral() {
    const given = [this.tokens, this.signIn, this.token].filter((one) => one !== undefined)
    if (given.length > 1)
      throw new CommandFailure('Use one of --tokens, --sign-in and --token at a time.')
  }

  async #endOne(user: User, kind: AccessKind, typed: string) {
    const { endOne } = await import('#people/access')
    await this.byId(typed, `user:show ${user.username}`, (id) => endOne(kind, id, user))
    return `The ${kind === 'signIns' ? 'sign-in' : 'personal token'} of ${user.username} has ended.`
  }
}
