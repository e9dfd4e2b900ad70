/** Whether PostgreSQL can store the text: UTF-8 without NUL or lone surrogates. */
export const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0')

/** The part of the text that PostgreSQL can store. */
export const storablePart = (text: string) => text.toWellFormed().replaceAll('\0', '')

/** A pattern for LIKE: `%`, `_` and `\` in the text stand for themselves. */
export const containing = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

const BLANKS = ' \t\r\n'

/**
 * Removes the blanks at both ends that come with typing and pasting. Unlike String.prototype.trim it removes no
 * invisible characters, such as U+FEFF.
 */
export function trimBlanks(text: string) {
  let start = 0
  let end = text.length
  while (start < end && BLANKS.includes(text[start])) start++
  while (end > start && BLANKS.includes(text[end - 1])) end--
  return text.slice(start, end)
}

/** White space of any kind, direction marks and joiners, and characters that are drawn as nothing. */
const UNSEEN = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]$/u

const isSeen = (character: string) => !UNSEEN.test(character)

/** The visible part of the text, and what follows it. */
function aroundUnseen(text: string) {
  const characters = Array.from(text)
  const start = characters.findIndex(isSeen)
  const end = characters.findLastIndex(isSeen) + 1
  const joined = (from: number, to?: number) => characters.slice(from, to).join('')
  return start < 0 ? { seen: '', after: '' } : { seen: joined(start, end), after: joined(end) }
}

/**
 * Removes invisible characters at both ends, such as the no-break spaces, direction marks and U+FEFF that come along
 * when a name is copied from a page or a chat. For look-ups: the inside stays as it is.
 */
export const trimUnseen = (text: string) => aroundUnseen(text).seen

/** What says how the character before it is drawn: as an emoji, as the flag of England, as a variant in a name. */
const STYLE = /^[\p{Variation_Selector}\u{e0020}-\u{e007f}]*/u

/** The same for a name that is stored, which keeps the look of its last character. Empty if nothing can be seen. */
export function trimName(text: string) {
  const { seen, after } = aroundUnseen(text)
  return seen + STYLE.exec(after)![0]
}

/**
 * UTF-16 code units: `length` and a browser's `maxlength` count them. One character has at most six of them before it is
 * composed, such as U+16128 of the script Gurung Khema.
 */
const UNITS = 6

/** Room for so many characters, however they are written. */
export const unitsFor = (characters: number) => characters * UNITS

/** Unicode code points once composed (NFC): what most people would count, and PostgreSQL counts what it stores. */
const charactersOf = (text: string) => [...text.normalize('NFC')]

/** What is far too long is not composed: that takes quadratic time. */
export const isLonger = (text: string, max: number) =>
  text.length > unitsFor(max) || charactersOf(text).length > max

export const isShorter = (text: string, min: number) =>
  text.length < unitsFor(min) && charactersOf(text).length < min

/** The first characters of a text, of which none is cut in two. */
export const beginningOf = (text: string, characters: number) =>
  charactersOf(text.slice(0, unitsFor(characters + 1)))
    .slice(0, characters)
    .join('')
