/** Whether PostgreSQL can store the text: its UTF-8 has neither NUL nor lone surrogates. */
export const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0')

/** What PostgreSQL can store of the text. */
export const storablePart = (text: string) => text.toWellFormed().replaceAll('\0', '')

/** What LIKE is asked with: `%`, `_` and `\` in the text stand for themselves. */
export const containing = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

const BLANKS = ' \t\r\n'

/**
 * Without the blanks around it that typing and pasting leave. Unlike String.prototype.trim it takes no
 * character away that a reader cannot see, such as U+FEFF.
 */
export function trimBlanks(text: string) {
  let start = 0
  let end = text.length
  while (start < end && BLANKS.includes(text[start])) start++
  while (end > start && BLANKS.includes(text[end - 1])) end--
  return text.slice(start, end)
}

/** White space of any kind, what turns or joins the text around it, and what is drawn as nothing. */
const UNSEEN = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]$/u

/**
 * Without what surrounds the text and nobody sees, such as the no-break spaces, direction marks and U+FEFF that come
 * along when a name is copied from a page or a chat. For what is looked up: inside of it nothing is touched.
 */
export function trimUnseen(text: string) {
  const characters = Array.from(text)
  const isSeen = (character: string) => !UNSEEN.test(character)
  const start = characters.findIndex(isSeen)
  return start < 0 ? '' : characters.slice(start, characters.findLastIndex(isSeen) + 1).join('')
}
