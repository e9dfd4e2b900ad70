/** Whether PostgreSQL can store the text: its UTF-8 has neither NUL nor lone surrogates. */
export const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0')

/** What PostgreSQL can store of the text. */
export const storablePart = (text: string) => text.toWellFormed().replaceAll('\0', '')

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
