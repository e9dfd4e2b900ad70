import { flags } from '@adonisjs/core/ace'
import { Command, CommandFailure } from './_command.js'

export default class DbSeedScale extends Command {
  static commandName = 'db:seed:scale'
  static description =
    'Fill a database with a million users, to measure what lists and look-ups cost'
  static help = [
    'Each user has two sign-ins, three tokens and a session; there are half as many files as users.',
    'scale1 owns 100,000 files, and as many are shared with scale2; for scale3 and scale4 it is 10,000.',
    'One user in a hundred is suspended, and every second file of the other users is shared once more.',
    'Use --users for fewer or more: the rest scales with it. A database is seeded only once, and only in',
    'development. To remove everything, drop the database.',
    '```',
    '{{ binaryName }} db:seed:scale --users=10000',
    '```',
  ]

  @flags.number({ description: 'Number of users', default: 1_000_000 })
  declare users: number

  protected async perform() {
    const { default: env } = await import('#start/env')
    const profile = env.get('APP_PROFILE')
    if (profile !== 'development')
      throw new CommandFailure(
        `${DbSeedScale.commandName} is for development only: it is refused if APP_PROFILE is ${profile}.`
      )
    const { FEWEST, seedScale } = await import('#database/scale/seed')
    if (!Number.isInteger(this.users) || this.users < FEWEST || this.users > 100_000_000)
      throw new CommandFailure(`--users takes a whole number from ${FEWEST} to 100,000,000.`)

    const settings = this.app.config.get<object>('database.connections.postgres.connection')
    await seedScale(settings, this.users, (line) => this.logger.log(line))
    return `${this.users.toLocaleString('en')} users and what they own are in the database.`
  }
}
