import vine from '@vinejs/vine'

/** `page[]=1` is a list, and not the number that it would be taken for. */
const single = (value: unknown) => (Array.isArray(value) ? Number.NaN : value)

/** `?page=&perPage=` of a list. */
export const pageFields = {
  page: vine.number().parse(single).withoutDecimals().range([1, 1_000_000]).optional(),
  perPage: vine.number().parse(single).withoutDecimals().range([1, 100]).optional(),
}

export const pageValidator = vine.create(pageFields)
