import encryption from '@adonisjs/core/services/encryption'
import { problems } from '#exceptions/problem'

/** Where a page of a list ended: the sort key of its last row, as the database writes it, and the row's id. */
export type Position = { value: string; id: string }

/** Bytes. Our cursors hold at most the name of a file or a person, and little else. */
export const CURSOR_MAX = 4096

const purposeOf = (list: string) => `list ${list}`

/**
 * A cursor for the client to send back. It is signed, so that the database only receives values that we wrote.
 * @param list names the list and its order: a cursor is valid for no other
 */
export const cursorFor = (list: string, { value, id }: Position) =>
  encryption.getMessageVerifier().sign([value, id], undefined, purposeOf(list))

/** @throws Problem validation_failed if it is not a cursor of this list */
export function readCursor(list: string, cursor: string): Position {
  const position = encryption.getMessageVerifier().unsign<[string, string]>(cursor, purposeOf(list))
  if (position) return { value: position[0], id: position[1] }
  throw problems.brokenRule('after.cursor')
}
