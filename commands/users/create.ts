import { args, flags } from '@adonisjs/core/ace'
import { Command } from '../_command.js'
import { readPassword } from '../_password.js'

export default class UserCreate extends Command {
  static commandName = 'user:create'
  static description = 'Create an account; asks for the password'
  static help = [
    'Reserved usernames such as "admin" are allowed here.',
    '```',
    '{{ binaryName }} user:create ada ada@example.org',
    '{{ binaryName }} user:create ada ada@example.org --password-stdin < password.txt',
    '```',
  ]

  @args.string({ description: 'Username' })
  declare username: string

  @args.string({ description: 'Email address' })
  declare email: string

  @flags.boolean({ description: 'Read the password from standard input' })
  declare passwordStdin: boolean

  @flags.boolean({ description: 'Make it the super user, if there is none yet' })
  declare super: boolean

  protected async perform() {
    const { register } = await import('#accounts/register')
    const { createUserValidator } = await import('#validators/user')
    if (this.super) await this.#refuseSecondSuperUser()
    const password = await readPassword(this.prompt, this.passwordStdin)

    const { username, email } = this
    const wish = await createUserValidator.validate({ username, email, password })
    const user = await register({ ...wish, isSuperUser: this.super })
    const said = `${user.username} <${user.email}> now has an account (id ${user.id})`
    return this.super ? `${said}, and is the super user.` : `${said}.`
  }

  /** Checked before the password is asked for. If two commands run at once, the database refuses the second. */
  async #refuseSecondSuperUser() {
    const { findSuperUser } = await import('#people/super_user')
    const { problems } = await import('#exceptions/problem')
    const holder = await findSuperUser()
    if (holder) throw problems.conflict('superUserThere', { username: holder.username })
  }
}
