import type { I18n } from '@adonisjs/i18n'
import bowser from 'bowser'
import { english } from '#languages/words'
import { beginningOf } from '#words/text'

/** Characters. */
const LONGEST = 100

/** The name of the program behind a user agent, for people to read. */
export function clientName(userAgent: string, words: I18n) {
  const { browser, os } = userAgent ? bowser.parse(userAgent) : { browser: {}, os: {} }
  const told =
    browser.name && os.name
      ? words.t('words.client.on', { browser: browser.name, system: os.name })
      : userAgent.split(/[ (]/)[0]
  return beginningOf(told, LONGEST) || words.t('words.client.unknown')
}

/** The name of a program of which only the name was stored: one of ours, in English. */
export function knownClientName(kept: string, words: I18n) {
  if (kept === english().t('words.client.unknown')) return words.t('words.client.unknown')
  const [browser, system, ...rest] = kept.split(' on ')
  return browser && system && !rest.length ? words.t('words.client.on', { browser, system }) : kept
}

/** The name of a sign-in. A name that an app or the owner chose stays as it is. */
export function nameOfSignIn(
  { name, userAgent }: { name: string; userAgent: string | null },
  words: I18n
) {
  return name === clientName(userAgent ?? '', english()) ? clientName(userAgent ?? '', words) : name
}
