import { trimUnseen, unitsFor } from '#words/text'

/** Characters that are invisible, or that reorder those around them: "gpj.exe" must not read "exe.jpg". */
const TREACHEROUS = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

/** Unicode code points: the size of the database column. */
export const FILE_NAME_MAX = 255

/** UTF-16 code units that are processed: composing marks takes quadratic time. */
const RAW_LIMIT = unitsFor(FILE_NAME_MAX)

/** A folder itself or its parent, or a drive. */
const PLACE = /^(?:\.{1,2}|[a-z]:)$/i

/** Whether a name would stand for a folder or a drive. */
export const isPlace = (name: string) => PLACE.test(name)

const ENDING = /\.[^.\s]{1,15}$/u

/** Cuts a long name in the middle, so that the ending with its type stays. */
function shorten(characters: string[]) {
  if (characters.length <= FILE_NAME_MAX) return characters.join('')
  const [ending = ''] = ENDING.exec(characters.slice(-16).join('')) ?? []
  const beginning = characters.slice(0, FILE_NAME_MAX - [...ending].length)
  return beginning.join('').trimEnd() + ending
}

const ofReadableLength = (name: string) =>
  name.length > RAW_LIMIT ? name.slice(0, RAW_LIMIT - 64) + name.slice(-64) : name

/**
 * What a file is called, from what a client calls it: the last part of a path, safe to show anywhere, and shortened to
 * what the database can hold. Only ever a label: the storage knows files by their id.
 * @returns null if nothing of it can be seen
 */
export function fileName(given: string): string | null {
  const last = given.split(/[/\\]/).findLast(Boolean) ?? ''
  const composed = ofReadableLength(last).normalize('NFC')
  const name = shorten([...composed.replace(TREACHEROUS, '').trim()])
  const seen = trimUnseen(name)
  return !seen || isPlace(seen) ? null : name
}

const segmenter = new Intl.Segmenter()

/**
 * In a name of only these, each is a character by itself. That goes for most names, and segmenting takes ten times as
 * long.
 */
const SINGLE = /^[ -~]*$/

/** Grapheme clusters: what a reader takes for one character each. */
const charactersOf = (name: string) =>
  SINGLE.test(name) ? name.split('') : Array.from(segmenter.segment(name), ({ segment }) => segment)

/** Characters that fit into any list, and how many of them show the end of a longer name. */
const ONE_LINE = { length: 24, end: 10 }

/**
 * A name too long for one line, in two parts, of which only the first may be truncated: the end shows the type, and
 * often which of several files it is. Null for a short name.
 */
export function inTwo(name: string): [string, string] | null {
  const characters = charactersOf(name)
  if (characters.length <= ONE_LINE.length) return null
  const beginning = characters.slice(0, -ONE_LINE.end)
  return [beginning.join(''), characters.slice(-ONE_LINE.end).join('')]
}

/** Unicode code points of a name within a sentence, and how many of them show its end. */
const SHORT = { length: 60, end: 16 }

/** A name short enough for a sentence: the beginning, and the end with its type. */
export function shortName(name: string) {
  const characters = [...name]
  if (characters.length <= SHORT.length) return name
  const beginning = characters.slice(0, SHORT.length - SHORT.end - 1)
  return [...beginning, '…', ...characters.slice(-SHORT.end)].join('')
}
