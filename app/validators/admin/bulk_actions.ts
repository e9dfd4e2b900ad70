import { problems } from '#exceptions/problem'
import { EMAIL_MAX } from '#names/identifiers'
import { filterFields, reason } from '#validators/people'
import { searchText } from '#validators/rules/lines'
import { told } from '#validators/rules/text'
import { futureTime, time } from '#validators/times'
import vine from '@vinejs/vine'

/** The action, and the further fields that each kind needs. */
const wishFields = () => ({
  kind: vine.enum(['suspend', 'activate', 'sign_out', 'export']),
  reason: reason().optional().requiredWhen('kind', '=', 'suspend'),
  until: futureTime().optional(),
  format: vine.enum(['csv', 'jsonl']).optional().requiredWhen('kind', '=', 'export'),
})

/** In JSON, true is not a string. */
const jsonFilter = {
  q: searchText(EMAIL_MAX)
    .use(told({ examples: ['@example.org'] }))
    .optional(),
  status: vine.enum(['active', 'suspended', 'deleted']).optional(),
  confirmed: vine.boolean({ strict: true }).optional(),
  seenAfter: time().optional(),
  seenBefore: time().optional(),
}

/** The filter is required; `{}` finds everybody. */
export const bulkActionValidator = vine.create({ ...wishFields(), filter: vine.object(jsonFilter) })

/** With a misspelled name a filter would find everybody. */
export function refuseUnknownFilters(filter: unknown) {
  const names = filter instanceof Object ? Object.keys(filter) : []
  if (names.some((name) => !Object.hasOwn(jsonFilter, name)))
    throw problems.brokenRule('filter.known')
}

/** The same for a form on the page of those whom a filter finds. */
export const bulkActionFormValidator = vine.create({
  ...filterFields,
  ...wishFields(),
  sure: vine.accepted(),
})

/** The filter of the list of people, as in its address. */
export const peopleFilterValidator = vine.create(filterFields)
