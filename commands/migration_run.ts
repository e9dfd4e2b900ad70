import type { ClientConfig } from 'pg'
import LucidMigrationRun from '@adonisjs/lucid/commands/migration/run'
import type { MigrationRunner } from '@adonisjs/lucid/migration'
import { adviceOn } from './_failure.js'
import { lockMigrations } from './_migration_lock.js'

/** Lucid's own, except that it waits if another migration is running, where Lucid's fails. */
export default class MigrationRun extends LucidMigrationRun {
  async run() {
    this.compactOutput = true
    try {
      const unlock = this.disableLocks ? async () => {} : await this.#lock()
      this.disableLocks = true
      await super.run().finally(unlock)
    } catch (error) {
      this.exitCode = 1
      this.error = error
    }
  }

  /**
   * Lucid takes every new database for one with the migration names of its first version, and reports that it renames
   * them.
   */
  protected runMigrations(migrator: MigrationRunner, connection: string) {
    const running = super.runMigrations(migrator, connection)
    migrator.removeAllListeners('upgrade:version')
    return running
  }

  /** Prints the runner's error in one line, unless another command called this one and reports it itself. */
  async completed() {
    await super.completed()
    if (!this.error || !this.isMain) return
    this.logger.error(await adviceOn(this.error, MigrationRun, { isMigrating: true }))
    this.error = undefined
  }

  protected async takeProductionConsent() {
    if (process.stdin.isTTY) return super.takeProductionConsent()
    this.exitCode = 1
    this.logger.error('In production, confirm with --force.')
    return false
  }

  #lock() {
    const connection = this.app.config.get<ClientConfig>('database.connections.postgres.connection')
    return lockMigrations(connection, () =>
      this.logger.info('Another migration is running. Waiting for it to end.')
    )
  }
}
