import type { TranslationsLoaderContract } from '@adonisjs/i18n/types'

/** CLDR's pseudo locale: English, lengthened and written from right to left. */
export const PSEUDO_LANGUAGE = 'ar-XB'

/** Some languages need a third more room than English, and even more for short words. */
const lengthened = (message: string) => `⟦${message} ${'ــــ '.repeat(1 + message.length / 15)}⟧`

/** Date formats contain no words. */
const isFormat = (key: string) => key.startsWith('words.format.')

/**
 * Made from the English messages, for development and tests. It reveals text that comes from no message file, and text
 * that has no room to grow.
 */
export class PseudoMessages implements TranslationsLoaderContract {
  constructor(private files: TranslationsLoaderContract) {}

  async load() {
    const { en } = await this.files.load()
    const messages = Object.entries(en).map(([key, message]) => [
      key,
      isFormat(key) ? message : lengthened(message),
    ])
    return { [PSEUDO_LANGUAGE]: Object.fromEntries(messages) as Record<string, string> }
  }
}
