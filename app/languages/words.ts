import type { I18n, I18nManager } from '@adonisjs/i18n'

let messages: I18nManager
const known = new Map<string, I18n>()

/** The server imports this before there is an application: a provider passes the messages in. */
export function speakBy(manager: I18nManager) {
  messages = manager
  known.clear()
}

/** All messages of a language. Nothing in it belongs to one request, so all requests share it. */
export function wordsIn(language: string): I18n {
  const words = known.get(language) ?? messages.locale(language)
  known.set(language, words)
  return words
}

/** For logs, commands, and programs that name no language. */
export const english = () => wordsIn('en')

export const isKnownLanguage = (language: string | null): language is string =>
  language !== null && messages.supportedLocales().includes(language)

/** The best match for the languages that a client accepts (RFC 9110, 12.5.4). */
export const languageFor = (accepted: string) =>
  messages.getSupportedLocaleFor(accepted) ?? messages.defaultLocale

/** Pages in these languages are mirrored. */
export const directionOf = ({ locale }: I18n) => (/^(ar|fa|he|ur)\b/.test(locale) ? 'rtl' : 'ltr')
