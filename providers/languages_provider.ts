import type { ApplicationService } from '@adonisjs/core/types'
import { speakBy } from '#languages/words'

export default class LanguagesProvider {
  constructor(private app: ApplicationService) {}

  async boot() {
    speakBy(await this.app.container.make('i18n'))
  }
}
