import type { I18n, I18nManager } from '@adonisjs/i18n'

let messages: I18nManager
const known = new Map<string, I18n>()

/** The server imports this before there is an application: its provider hands the messages over. */
export function speakBy(manager: I18nManager) {
  messages = manager
  known.clear()
}

/** All that is said in a language. Nothing in it is of one request, so that all of them share it. */
export function wordsIn(language: string): I18n {
  const words = known.get(language) ?? messages.locale(language)
  known.set(language, words)
  return words
}

/** For logs, commands, and programs that name no language. */
export const english = () => wordsIn('en')

export const isKnownLanguage = (language: string | null): language is string =>
  language !== null && messages.supportedLocales().includes(language)

/** What a client takes best of what there is (RFC 9110, 12.5.4). */
export const languageFor = (accepted: string) =>
  messages.getSupportedLocaleFor(accepted) ?? messages.defaultLocale

/** Unlike others, languages that are written from right to left have their pages turned around. */
export const directionOf = ({ locale }: I18n) => (/^(ar|fa|he|ur)\b/.test(locale) ? 'rtl' : 'ltr')
