import type { ApplicationService } from '@adonisjs/core/types'
import { type Knex, tellFailedCommits } from '#database/told_commits'
import { noteFailedStatements } from '#logs/failed_statement'

/** Makes every transaction throw if it is not kept, no matter who opens it, and failed statements known to the log. */
export default class ToldCommitsProvider {
  constructor(private app: ApplicationService) {}

  /** By now the embedded PostgreSQL has announced its socket. Lucid connects with its first query. */
  async start() {
    const db = await this.app.container.make('lucid.db')
    const knex = db.connection().getWriteClient()
    tellFailedCommits(knex as unknown as Knex)
    noteFailedStatements(knex)
  }
}
