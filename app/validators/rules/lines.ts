import vine from '@vinejs/vine'
import { FILE_NAME_MAX, fileName as usableName, isPlace } from '#names/file_name'
import { plain } from '#validators/rules/lengths'
import {
  example,
  filledIn,
  refuse,
  storable,
  textRule,
  trimPasted,
  trimUnseenEnds,
} from '#validators/rules/text'

/** What is copied from a table has tabs between its cells. */
const foldBlanks = textRule('foldBlanks', (text, _, field) =>
  field.mutate(text.replace(/[\t\r\n]+/g, ' '), field)
)

/** Including look-alikes (NFKC): the parentheses after a display name contain the username. */
const withoutParentheses = textRule('withoutParentheses', (text, _, field) => {
  if (/[()]/.test(text.normalize('NFKC'))) refuse(field, 'parentheses')
})

/** An upload is given another name instead: its client may not know better. */
const usableAsFileName = textRule('usableAsFileName', (text, _, field) => {
  if (isPlace(text)) refuse(field, 'place_name')
  else if (usableName(text) !== text) refuse(field, 'file_name')
})

/** A search term: one line, of at most `max` Unicode code points. If empty, it finds everything. */
export const searchText = (max: number) =>
  vine.string().use(trimPasted()).use(foldBlanks()).use(storable()).use(plain(max))

/** One line of text for people to read, of at most `max` Unicode code points, with something visible. */
export const plainText = (max: number) =>
  vine.string().use(trimUnseenEnds()).use(filledIn()).use(storable()).use(plain(max))

/** What somebody likes to be called. */
export const personalName = (max: number) =>
  plainText(max).use(withoutParentheses()).use(example('Ada Lovelace'))

/** What a person calls a file: one line without invisible characters, and no part of a path. */
export const fileName = () =>
  plainText(FILE_NAME_MAX).use(usableAsFileName()).use(example('notes.txt'))
