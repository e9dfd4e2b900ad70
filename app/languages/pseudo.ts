import type { TranslationsLoaderContract } from '@adonisjs/i18n/types'

/** Arabic as CLDR has it for trying things out: English, longer and from right to left. */
export const PSEUDO_LANGUAGE = 'ar-XB'

/** Some languages take a third more room than English does, and short words more than that. */
const lengthened = (message: string) => `⟦${message} ${'ــــ '.repeat(1 + message.length / 15)}⟧`

/** Formats of times hold no words. */
const isFormat = (key: string) => key.startsWith('words.format.')

/** Made of the English messages, for development and tests: shows what no file says, and what has no room to grow. */
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
