import { args, flags } from '@adonisjs/core/ace'
import { Command } from '../_command.js'
import { readPassword } from '../_password.js'

export default class UserCreate extends Command {
  static commandName = 'user:create'
  static description = 'Create an account; asks for the password'
  static help = [
    'Reserved usernames such as "admin" can be given away here.',
    '```',
    '{{ binaryName }} user:create ada ada@example.org',
    '{{ binaryName }} user:create ada ada@example.org --password-stdin < password.txt',
    '```',
  ]

  @args.string({ description: 'Username' })
  declare username: string

  @args.string({ description: 'E-mail address' })
  declare email: string

  @flags.boolean({ description: 'Read the password from standard input' })
  declare passwordStdin: boolean

  protected async perform() {
    const { register } = await import('#accounts/register')
    const { createUserValidator } = await import('#validators/user')
    const password = await readPassword(this.prompt, this.passwordStdin)

    const { username, email } = this
    const user = await register(await createUserValidator.validate({ username, email, password }))
    return `${user.username} <${user.email}> has an account now (id ${user.id}).`
  }
}
