import type { ApplicationService } from '@adonisjs/core/types'

/** Joins the embedded PostgreSQL where no DATABASE_URL names a server, before Lucid connects. */
export default class EmbeddedPostgresProvider {
  #leave?: () => Promise<void>

  constructor(private app: ApplicationService) {}

  async boot() {
    const postgres = this.app.config.get<{ connection: object & { connectionString?: string } }>(
      'database.connections.postgres'
    )
    if (postgres.connection.connectionString || this.app.getMode() === 'warmup') return

    const { joinEmbeddedCluster } = await import('#database/embedded/cluster')
    const { connection, leave } = await joinEmbeddedCluster(this.app.makePath('storage/postgres'))
    this.app.config.set('database.connections.postgres.connection', {
      ...postgres.connection,
      ...connection,
    })
    this.#leave = leave
  }

  /** Providers shut down in reverse, so Lucid has closed its connections by then. */
  async shutdown() {
    await this.#leave?.()
  }
}
