import vine, { type VineString } from '@vinejs/vine'
import { FILE_NAME_MAX, fileName as usableName, isPlace } from '#names/file_name'
import { maxCharacters, plain, toldCharacters } from '#validators/rules/lengths'
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

const oneLine = (text: VineString, max: number) =>
  text.use(storable()).use(maxCharacters(max)).use(plain()).use(toldCharacters(max))

/** A search term: one line, of at most `max` characters. If empty, it finds everything. */
export const searchText = (max: number) =>
  oneLine(vine.string().use(trimPasted()).use(foldBlanks()), max)

/** One line of text for people to read, of at most `max` characters, with something visible. */
export const plainText = (max: number) =>
  oneLine(vine.string().use(trimUnseenEnds()).use(filledIn()), max)

/** What somebody likes to be called. */
export const personalName = (max: number) =>
  plainText(max).use(withoutParentheses()).use(example('Ada Lovelace'))

/** What a person calls a file: one line without invisible characters, and no part of a path. */
export const fileName = () =>
  plainText(FILE_NAME_MAX).use(usableAsFileName()).use(example('notes.txt'))
