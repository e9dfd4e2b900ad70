import { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import { LANGUAGE_CODES } from '#config/i18n'
import { english, isKnownLanguage, languageFor, wordsIn } from '#languages/words'

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /**
     * The messages for this request: in the language that the person has chosen, otherwise in one that the client
     * accepts.
     */
    readonly i18n: I18n
  }
}

/** Browsers send few different lists of languages, and short ones. */
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

/** Evaluated each time: who is signed in may only become known later, and they may change their language. */
HttpContext.getter('i18n', function (this: HttpContext) {
  const chosen = this.auth.user?.language ?? null
  if (isKnownLanguage(chosen)) return wordsIn(chosen)
  return wordsTaken(this.request.header('accept-language'))
})

/** The language of somebody who registers: emails are written without a browser to ask. English is the default. */
export const languageToKeep = ({ i18n }: HttpContext) =>
  LANGUAGE_CODES.find((code) => code === i18n.locale && i18n !== english()) ?? null

/** Declares the language of the answer, and that it varies by language. */
export function tellLanguage({ i18n, response }: HttpContext) {
  response.header('Content-Language', i18n.locale)
  response.vary('Accept-Language')
}
