import { CURSOR_MAX } from '#http/cursor'
import { typedNumber } from '#validators/rules/numbers'
import { storedText } from '#validators/rules/secrets'
import { told } from '#validators/rules/text'
import vine from '@vinejs/vine'

/** Where a list continues, instead of a page number. */
export const afterField = {
  after: storedText(CURSOR_MAX)
    .use(told({ description: 'The `nextCursor` of the page before: goes on from there.' }))
    .optional(),
}

/** How many entries a page has. */
export const perPage = () =>
  typedNumber(1, 100)
    .use(told({ description: '20 without it.' }))
    .optional()

/** In which order a list is. */
export const sort = <Order extends string>(orders: readonly Order[]) =>
  vine.enum(orders).use(told({ description: 'With `-` in front the other way round.' }))

/** `?page=&perPage=` of a list. */
export const pageFields = {
  page: typedNumber(1, 1_000_000)
    .use(told({ description: 'By its number, in place of a cursor.' }))
    .optional(),
  perPage: perPage(),
}

export const pageValidator = vine.create(pageFields)

/** The same, or `?after=` instead of a page number. */
export const listValidator = vine.create({ ...pageFields, ...afterField })
