import type { ApplicationService } from '@adonisjs/core/types'

/** Gives our adapter to Lucid's models, once its own provider has set theirs. */
export default class DatabaseAdapterProvider {
  constructor(private app: ApplicationService) {}

  async boot() {
    const { BaseModel } = await import('@adonisjs/lucid/orm')
    const { DatabaseAdapter } = await import('#database/adapter')
    const { hydrateDirectly } = await import('#overrides/hydrated_models')
    const { passLucidsOwnThrough } = await import('#overrides/model_traps')
    const { readTimestampsByPlaces } = await import('#overrides/timestamps')
    await passLucidsOwnThrough()
    hydrateDirectly()
    readTimestampsByPlaces()
    BaseModel.$adapter = new DatabaseAdapter(await this.app.container.make('lucid.db'))
  }
}
