import { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import { LANGUAGE_CODES } from '#config/i18n'
import { english, isKnownLanguage, languageFor, wordsIn } from '#languages/words'

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** What is said in this request: in the language that the person has chosen, else in one that the client takes. */
    readonly i18n: I18n
  }
}

/** Browsers send few different ones, and short ones. */
const MOST_REMEMBERED = 500
const LONGEST_REMEMBERED = 100

const remembered = new Map<string, string>()

function wordsTaken(accepted: string | undefined) {
  if (!accepted) return english()
  const language = remembered.get(accepted) ?? languageFor(accepted)
  if (remembered.size < MOST_REMEMBERED && accepted.length <= LONGEST_REMEMBERED)
    remembered.set(accepted, language)
  return wordsIn(language)
}

/** Asked anew each time: who is there may only be known later on, and may choose another language. */
HttpContext.getter('i18n', function (this: HttpContext) {
  const chosen = this.auth?.user?.language ?? null
  if (isKnownLanguage(chosen)) return wordsIn(chosen)
  return wordsTaken(this.request.header('accept-language'))
})

/** Of somebody who registers: mails are written where no browser can be asked. English goes without saying. */
export const languageToKeep = ({ i18n }: HttpContext) =>
  LANGUAGE_CODES.find((code) => code === i18n.locale && i18n !== english()) ?? null

/** Says in what language the answer is, and that others get it in theirs. */
export function tellLanguage({ i18n, response }: HttpContext) {
  response.header('Content-Language', i18n.locale)
  response.vary('Accept-Language')
}
