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

/**
 * Removes invisible characters at both ends, such as the no-break spaces, direction marks and U+FEFF that come along
 * when a name is copied from a page or a chat. For look-ups: the inside stays as it is.
 */
export function trimUnseen(text: string) {
  const characters = Array.from(text)
  const isSeen = (character: string) => !UNSEEN.test(character)
  const start = characters.findIndex(isSeen)
  return start < 0 ? '' : characters.slice(start, characters.findLastIndex(isSeen) + 1).join('')
}
