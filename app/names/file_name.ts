/** Characters that are not seen, or that turn those around them about: "gpj.exe" must not read "exe.jpg". */
const TREACHEROUS = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

/** Unicode code points: as many as the database keeps. */
export const FILE_NAME_MAX = 255

/** UTF-16 code units that are looked at: composing marks takes quadratic time. */
const RAW_LIMIT = 4 * FILE_NAME_MAX

/** Nothing, a folder itself or the one above, a drive. */
const NO_NAME = /^(?:\.{1,2}|[a-z]:)?$/i

const ENDING = /\.[^.\s]{1,15}$/u

/** Of what is too long the beginning, and what tells its kind. */
function shorten(characters: string[]) {
  if (characters.length <= FILE_NAME_MAX) return characters.join('')
  const [ending = ''] = ENDING.exec(characters.slice(-16).join('')) ?? []
  const beginning = characters.slice(0, FILE_NAME_MAX - [...ending].length)
  return beginning.join('').trimEnd() + ending
}

const ofReadableLength = (name: string) =>
  name.length > RAW_LIMIT ? name.slice(0, RAW_LIMIT - 64) + name.slice(-64) : name

/**
 * What a file is called, from what a client calls it: the last part of a path, as it can be shown anywhere, and shortened
 * where the database could not keep it. Only ever a label: the storage knows files by their id.
 * @returns null where nothing is left of it
 */
export function fileName(given: string): string | null {
  const last = given.split(/[/\\]/).findLast(Boolean) ?? ''
  const composed = ofReadableLength(last).normalize('NFC')
  const name = shorten([...composed.replace(TREACHEROUS, '').trim()])
  return NO_NAME.test(name) ? null : name
}

const segmenter = new Intl.Segmenter()

/** In a name of these alone each is a character by itself, and most names are: looking for others takes ten times as long. */
const SINGLE = /^[ -~]*$/

/** What a reader takes for one character each. */
const charactersOf = (name: string) =>
  SINGLE.test(name) ? name.split('') : Array.from(segmenter.segment(name), ({ segment }) => segment)

/** Characters of a name that any list has room for, and of the end that is kept of a longer one. */
const ONE_LINE = { length: 24, end: 10 }

/**
 * A name that is too long for one line in two parts, of which the first may be cut short: the end tells the kind of file,
 * and often which of several it is. Null for a short one.
 */
export function inTwo(name: string): [string, string] | null {
  const characters = charactersOf(name)
  if (characters.length <= ONE_LINE.length) return null
  const beginning = characters.slice(0, -ONE_LINE.end)
  return [beginning.join(''), characters.slice(-ONE_LINE.end).join('')]
}

/** Unicode code points of a name in the middle of a sentence, and how many of them are its end. */
const SHORT = { length: 60, end: 16 }

/** As a sentence can hold it: of a long name the beginning, and the end with what kind of file it is. */
export function shortName(name: string) {
  const characters = [...name]
  if (characters.length <= SHORT.length) return name
  const beginning = characters.slice(0, SHORT.length - SHORT.end - 1)
  return [...beginning, '…', ...characters.slice(-SHORT.end)].join('')
}
