import { CURSOR_MAX } from '#http/cursor'
import { storedText, typedNumber } from '#validators/rules'
import vine from '@vinejs/vine'

/** Where a list continues, instead of a page number. */
export const afterField = { after: storedText(CURSOR_MAX).optional() }

/** `?page=&perPage=` of a list. */
export const pageFields = {
  page: typedNumber(1, 1_000_000).optional(),
  perPage: typedNumber(1, 100).optional(),
}

export const pageValidator = vine.create(pageFields)

/** The same, or `?after=` instead of a page number. */
export const listValidator = vine.create({ ...pageFields, ...afterField })
