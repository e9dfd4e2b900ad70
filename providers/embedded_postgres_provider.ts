import type { ApplicationService } from '@adonisjs/core/types'

/** Commands that only read the sources. */
const NEEDS_NO_DATABASE = /^(make:.+|list:routes|routes:audit|docs:.+|client:.+|app:rename)$/

/** Joins the embedded PostgreSQL if no DATABASE_URL names a server, before Lucid connects. */
export default class EmbeddedPostgresProvider {
  #leave?: () => Promise<void>

  constructor(private app: ApplicationService) {}

  get #needsDatabase() {
    if (this.app.getMode() === 'warmup') return false
    const command = process.argv.slice(2).find((word) => !word.startsWith('-'))
    return this.app.getEnvironment() !== 'console' || !NEEDS_NO_DATABASE.test(command ?? '')
  }

  async boot() {
    const postgres = this.app.config.get<{ connection: object & { connectionString?: string } }>(
      'database.connections.postgres'
    )
    if (postgres.connection.connectionString || !this.#needsDatabase) return

    const { joinEmbeddedCluster } = await import('#database/embedded/cluster')
    const { connection, leave } = await joinEmbeddedCluster(this.app.makePath('storage/postgres'))
    this.app.config.set('database.connections.postgres.connection', {
      ...postgres.connection,
      ...connection,
    })
    this.#leave = leave
  }

  /** Providers shut down in reverse order, so Lucid has closed its connections by then. */
  async shutdown() {
    await this.#leave?.()
  }
}
