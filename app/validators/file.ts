import { fileName, searchText, storedText } from '#validators/rules'
import { pageFields } from '#validators/page'
import { FILE_ORDERS } from '#files/order'
import vine from '@vinejs/vine'

/** Bytes. A cursor of ours holds a file's name at most, and a little around it. */
const CURSOR_MAX = 4096

export const renameFileValidator = vine.create({ name: fileName() })

const pageOfListFields = {
  ...pageFields,
  q: searchText(255).optional(),
  sort: vine.enum(FILE_ORDERS).optional(),
}

/** `?q=&sort=&page=&perPage=` of a list of files with numbered pages. */
export const filePageValidator = vine.create(pageOfListFields)

const listFields = {
  ...pageOfListFields,
  after: storedText(CURSOR_MAX).optional(),
}

/** The same, or `?after=` in place of a number. */
export const fileListValidator = vine.create(listFields)

/** The same for the one that is two: mine, and those that others share with me. */
export const ownFileListValidator = vine.create({
  ...listFields,
  shared: vine.enum(['with-me']).optional(),
})
