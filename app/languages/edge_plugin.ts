import type { HttpRequest } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import type { Edge } from 'edge.js'
import type { DateTime } from 'luxon'
import { clientName, knownClientName, nameOfSignIn } from '#languages/client_name'
import { directionOf } from '#languages/words'
import { fileTypeInWords } from '#languages/file_type'
import { spokenIn } from '#languages/spoken'
import { numberFormat } from '#words/formats'
import { listInWords } from '#words/list'
import { sizeInWords } from '#words/size'
import { periodInWords, timeTag } from '#languages/time_tag'

/** The state of a template: a page has its request, and an email is given its words. */
type State = { request?: HttpRequest; i18n: I18n }

type Values = Record<string, unknown>

const wordsOf = ({ request, i18n }: State) => request?.ctx?.i18n ?? i18n

/** Texts in templates, in the reader's language. Its `t` replaces that of @adonisjs/i18n. */
export function edgePluginWords(edge: Edge) {
  const { html } = edge.globals

  const safe = (value: unknown) =>
    ['number', 'boolean'].includes(typeof value) ? value : html.escape(value)

  edge.global('t', function (this: State, key: string, values?: Values) {
    return wordsOf(this).t(key, values)
  })

  /** A message with tags. Its values are escaped, unless they are HTML of ours: `moment()`, `supportLink()`. */
  edge.global('markup', function (this: State, key: string, values: Values = {}) {
    const escaped = Object.entries(values).map(([name, value]) => [name, safe(value)])
    return wordsOf(this).t(key, Object.fromEntries(escaped))
  })

  edge.global('language', function (this: State) {
    const words = wordsOf(this)
    return { code: words.locale, direction: directionOf(words) }
  })

  /** Texts for scripts: all messages of one kind, for an attribute data-words. */
  edge.global('spoken', function (this: State, kind: string) {
    return spokenIn(wordsOf(this).localeTranslations, kind)
  })

  edge.global('bytes', function (this: State, size: number) {
    return sizeInWords(size, wordsOf(this).locale)
  })

  edge.global('number', function (this: State, value: number) {
    return numberFormat(wordsOf(this).locale).format(value)
  })

  edge.global('fileType', function (this: State, mediaType: string, name = '') {
    return fileTypeInWords(mediaType, name, wordsOf(this))
  })

  type Shape = Parameters<typeof timeTag>[2]
  edge.global('moment', function (this: State, value?: DateTime | null, shape?: Shape) {
    const timeZone = this.request?.ctx?.auth.user?.timeZone
    return html.safe(timeTag(value, { words: wordsOf(this), timeZone }, shape))
  })

  edge.global('period', function (this: State, start: string, unit: 'day' | 'hour') {
    return periodInWords(start, unit, wordsOf(this))
  })

  /** The name of a program, by its user agent or its stored name. */
  edge.global('nameOfClient', function (this: State, userAgent: string | null, kept = '') {
    const words = wordsOf(this)
    return userAgent === null ? knownClientName(kept, words) : clientName(userAgent, words)
  })

  edge.global('nameOfSignIn', function (this: State, signIn: Parameters<typeof nameOfSignIn>[0]) {
    return nameOfSignIn(signIn, wordsOf(this))
  })

  /** Where it does not fit on a line, an email address breaks behind its @. */
  const addressed = (email: string) => html.escape(email).replace('@', '@<wbr>')

  edge.global('addressed', (email: string) => html.safe(addressed(email)))

  type Named = { username: string; displayName: string | null }

  /**
   * A display name cannot change the direction of the text around it, and is followed by the username. Whoever is known by
   * an email address alone has that as a username.
   */
  const named = ({ username, displayName }: Named) =>
    displayName
      ? `<bdi>${html.escape(displayName)}</bdi> <span class="username">(${html.escape(username)})</span>`
      : `<bdi>${addressed(username)}</bdi>`

  edge.global('named', (person: Named) => html.safe(named(person)))

  edge.global('listOfPeople', function (this: State, people: Named[], more?: number) {
    return html.safe(listInWords(people.map(named), wordsOf(this), more))
  })

  /** A link to the support contact, if there is one. */
  edge.global('supportLink', (text: string) => {
    const { supportContact } = edge.globals
    const words = html.escape(text)
    if (!supportContact) return html.safe(words)
    return html.safe(`<a href="${html.escape(supportContact.href)}">${words}</a>`)
  })
}
