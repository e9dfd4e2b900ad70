import { searchText } from '#validators/rules/lines'
import vine from '@vinejs/vine'

/** `?q=` of the API reference. */
export const referenceValidator = vine.create({ q: searchText(100).optional() })
