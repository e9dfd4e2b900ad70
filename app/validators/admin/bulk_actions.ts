import { problems } from '#exceptions/problem'
import { EMAIL_MAX } from '#names/identifiers'
import { filterFields, reason } from '#validators/people'
import { searchText } from '#validators/rules'
import { futureTime, time } from '#validators/times'
import vine from '@vinejs/vine'

/** What is to be done, and what else each of that needs. */
const wishFields = () => ({
  kind: vine.enum(['suspend', 'activate', 'sign_out', 'export']),
  reason: reason().optional().requiredWhen('kind', '=', 'suspend'),
  until: futureTime().optional(),
  format: vine.enum(['csv', 'jsonl']).optional().requiredWhen('kind', '=', 'export'),
})

/** JSON tells true from a text. */
const jsonFilter = {
  q: searchText(EMAIL_MAX).optional(),
  status: vine.enum(['active', 'suspended', 'deleted']).optional(),
  confirmed: vine.boolean({ strict: true }).optional(),
  seenAfter: time().optional(),
  seenBefore: time().optional(),
}

/** The filter has to be there, and `{}` finds everybody. */
export const bulkActionValidator = vine.create({ ...wishFields(), filter: vine.object(jsonFilter) })

/** With a slip in its name a filter would find everybody. */
export function refuseUnknownFilters(filter: unknown) {
  const names = filter instanceof Object ? Object.keys(filter) : []
  if (names.some((name) => !Object.hasOwn(jsonFilter, name)))
    throw problems.brokenRule('filter.known')
}

/** The same from a form on the page of those whom a filter finds. */
export const bulkActionFormValidator = vine.create({
  ...filterFields,
  ...wishFields(),
  sure: vine.accepted(),
})

/** What the list of people was narrowed to, as its address says. */
export const peopleFilterValidator = vine.create(filterFields)
