import { searchText, storedText, typedNumber, unlessEmpty } from '#validators/rules'
import { time } from '#validators/times'
import { CURSOR_MAX } from '#http/cursor'
import { PEOPLE_ORDERS } from '#people/order'
import { EMAIL_MAX } from '#names/identifiers'
import vine from '@vinejs/vine'

const filterFields = {
  q: searchText(EMAIL_MAX).optional(),
  status: vine.enum(['active', 'suspended', 'deleted']).parse(unlessEmpty).optional(),
  confirmed: vine
    .enum(['true', 'false'])
    .parse(unlessEmpty)
    .transform((text) => text === 'true')
    .optional(),
  seenAfter: time().optional(),
  seenBefore: time().optional(),
}

/** `?q=&status=&confirmed=&seenAfter=&seenBefore=&sort=&perPage=&after=` of the list of people. */
export const peopleListValidator = vine.create({
  ...filterFields,
  sort: vine.enum(PEOPLE_ORDERS).optional(),
  perPage: typedNumber(1, 100).optional(),
  after: storedText(CURSOR_MAX).optional(),
})
