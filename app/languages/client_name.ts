import type { I18n } from '@adonisjs/i18n'
import bowser from 'bowser'
import { english } from '#languages/words'

/** Characters. */
const LONGEST = 100

/** Of the program behind a user agent, for people to read. */
export function clientName(userAgent: string, words: I18n) {
  const { browser, os } = userAgent ? bowser.parse(userAgent) : { browser: {}, os: {} }
  const told =
    browser.name && os.name
      ? words.t('words.client.on', { browser: browser.name, system: os.name })
      : userAgent.split(/[ (]/)[0]
  return told.slice(0, LONGEST) || words.t('words.client.unknown')
}

/** Of a program whose name is all that was kept of it: ours, and in English. */
export function knownClientName(kept: string, words: I18n) {
  if (kept === english().t('words.client.unknown')) return words.t('words.client.unknown')
  const [browser, system, ...rest] = kept.split(' on ')
  return browser && system && !rest.length ? words.t('words.client.on', { browser, system }) : kept
}

/** Of a sign-in. A name that an app has given itself, or its owner has, stays as it is. */
export function nameOfSignIn(
  { name, userAgent }: { name: string; userAgent: string | null },
  words: I18n
) {
  return name === clientName(userAgent ?? '', english()) ? clientName(userAgent ?? '', words) : name
}
