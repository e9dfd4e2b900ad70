import { CURSOR_MAX } from '#http/cursor'
import { storedText, typedNumber } from '#validators/rules'
import vine from '@vinejs/vine'

/** What a list goes on after, in place of the number of a page. */
export const afterField = { after: storedText(CURSOR_MAX).optional() }

/** `?page=&perPage=` of a list. */
export const pageFields = {
  page: typedNumber(1, 1_000_000).optional(),
  perPage: typedNumber(1, 100).optional(),
}

export const pageValidator = vine.create(pageFields)

/** The same, or `?after=` in place of a number. */
export const listValidator = vine.create({ ...pageFields, ...afterField })

/** An id that is typed: what one looks like in an address, the route says. */
export const idValidator = vine.create({ id: vine.string().uuid() })
