import LucidSeed from '@adonisjs/lucid/commands/db_seed'

/** Lucid's own, but refused where real people's data is. */
export default class DbSeed extends LucidSeed {
  async run() {
    const { default: env } = await import('#start/env')
    const profile = env.get('APP_PROFILE')
    if (profile === 'development') return super.run()

    this.exitCode = 1
    this.logger.error(
      `db:seed is for development only: it is refused if APP_PROFILE is ${profile}.`
    )
  }
}
