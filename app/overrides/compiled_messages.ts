import type { TranslationsFormatterContract } from '@adonisjs/i18n/types'
import { IntlMessageFormat } from 'intl-messageformat'

type Values = Record<string, string | number | boolean>

/**
 * ICU messages that are parsed once. The formatter of @adonisjs/i18n 3 parses a message anew whenever it is shown.
 * Guarded by tests/unit/overrides/compiled_messages.spec.ts.
 */
export class CompiledMessages implements TranslationsFormatterContract {
  readonly name = 'icu'
  readonly #known = new Map<string, Map<string, IntlMessageFormat>>()

  format(message: string, locale: string, values?: Values) {
    return message.includes('{') ? String(this.#compiled(message, locale).format(values)) : message
  }

  #compiled(message: string, locale: string) {
    const known = this.#known.get(locale) ?? new Map<string, IntlMessageFormat>()
    this.#known.set(locale, known)
    const compiled =
      known.get(message) ?? new IntlMessageFormat(message, locale, undefined, { ignoreTag: true })
    known.set(message, compiled)
    return compiled
  }
}
