import ViteProvider from '@adonisjs/vite/vite_provider'
import type { ApplicationService } from '@adonisjs/core/types'

/** Tests use the built assets, as people do; the package would start Vite's development server for them. */
export default class AssetsProvider extends ViteProvider {
  #app: ApplicationService

  constructor(app: ApplicationService) {
    super(app)
    this.#app = app
  }

  async start() {
    if (!this.#app.inTest) await super.start()
  }

  async shutdown() {
    if (!this.#app.inTest) await super.shutdown()
  }
}
