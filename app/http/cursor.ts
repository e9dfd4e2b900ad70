import encryption from '@adonisjs/core/services/encryption'
import { problems } from '#exceptions/problem'

/** Where a page of a list ended: the sorted value of its last row, as the database writes it, and the row's id. */
export type Position = { value: string; id: string }

/** Bytes. A cursor of ours holds the name of a file or a person at most, and a little around it. */
export const CURSOR_MAX = 4096

const purposeOf = (list: string) => `list ${list}`

/**
 * What a client hands back to go on from there. It is signed, so that the database is only asked what we wrote.
 * @param list names the list and its order: a cursor is good for no other
 */
export const cursorFor = (list: string, { value, id }: Position) =>
  encryption.getMessageVerifier().sign([value, id], undefined, purposeOf(list))

/** @throws Problem validation_failed where it is none of this list */
export function readCursor(list: string, cursor: string): Position {
  const position = encryption.getMessageVerifier().unsign<[string, string]>(cursor, purposeOf(list))
  if (position) return { value: position[0], id: position[1] }
  throw problems.brokenRule('after.cursor')
}
