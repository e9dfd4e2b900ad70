import { fileName, searchText } from '#validators/rules/lines'
import { told } from '#validators/rules/text'
import { afterField, pageFields, sort } from '#validators/page'
import { FILE_NAME_MAX } from '#names/file_name'
import { FILE_ORDERS } from '#files/order'
import vine from '@vinejs/vine'

/** From one page of a list: as many as can be selected at once. */
const MOST_AT_ONCE = 100

/** Files that were selected in a list. */
export const chosenFiles = () =>
  vine.array(vine.string().uuid()).minLength(1).maxLength(MOST_AT_ONCE)

export const chosenFilesValidator = vine.create({ files: chosenFiles() })

/** The same in an address, separated by commas. */
export const selectionValidator = vine.create({
  files: chosenFiles().parse((ids) => (typeof ids === 'string' ? ids.split(',') : ids)),
})

/** What a file is searched by. */
export const partOfName = () =>
  searchText(FILE_NAME_MAX).use(told({ description: 'Part of the name, in any case.' }))

export const renameFileValidator = vine.create({ name: fileName() })

const pageOfListFields = {
  ...pageFields,
  q: partOfName().optional(),
  sort: sort(FILE_ORDERS).optional(),
}

/** `?q=&sort=&page=&perPage=` of a list of files with numbered pages. */
export const filePageValidator = vine.create(pageOfListFields)

const listFields = {
  ...pageOfListFields,
  ...afterField,
}

/** The same, or `?after=` instead of a page number. */
export const fileListValidator = vine.create(listFields)

/** The same for the combined list: mine, and those that others share with me. */
export const ownFileListValidator = vine.create({
  ...listFields,
  shared: vine
    .enum(['with-me'])
    .use(told({ description: 'Files that others share, in place of your own.' }))
    .optional(),
})
