import type { ApplicationService } from '@adonisjs/core/types'
import { type Knex, tellFailedCommits } from '#database/told_commits'

/** Has every transaction tell where it is not kept, whoever opens it. */
export default class ToldCommitsProvider {
  constructor(private app: ApplicationService) {}

  /** By now the embedded PostgreSQL has said where it listens. Lucid connects once somebody asks it something. */
  async start() {
    const db = await this.app.container.make('lucid.db')
    tellFailedCommits(db.connection().getWriteClient() as unknown as Knex)
  }
}
