import { plainText, searchText } from '#validators/rules/lines'
import { email, person, username } from '#validators/rules/names'
import { typedNumber, wholeNumber } from '#validators/rules/numbers'
import { told, unlessEmpty } from '#validators/rules/text'
import { somethingNew } from '#validators/changes/something_new'
import { futureTime, time } from '#validators/times'
import { afterField, perPage, sort } from '#validators/page'
import { PEOPLE_ORDERS } from '#people/order'
import { EMAIL_MAX } from '#names/identifiers'
import vine from '@vinejs/vine'

/** The filter for people, as an address or a form contains it. */
export const filterFields = {
  q: searchText(EMAIL_MAX)
    .use(told({ description: 'Part of the username or the email address.' }))
    .optional(),
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
  sort: sort(PEOPLE_ORDERS).parse(unlessEmpty).optional(),
  perPage: perPage(),
  ...afterField,
})

/** Characters of a reason: it is shown to the person, and included in their email. */
const REASON_MAX = 500

/** Why somebody is suspended, in words that they will read. */
export const reason = () =>
  plainText(REASON_MAX).use(told({ examples: ['Sent advertisements to others.'] }))

/** Without an end it lasts until the account is activated. */
export const suspensionValidator = vine.create({
  reason: reason(),
  until: futureTime().optional(),
})

/** An account that the super user creates. Reserved names can be given away here. */
export const inviteValidator = vine.create({
  username: username({ mayBeReserved: true }),
  email: email(),
})

/** A new address, for an account that has lost its own. */
export const restorationValidator = vine.create({ email: email().nullable().optional() })

/** More than any disk holds, and within what JSON numbers can represent exactly. */
const MOST_BYTES = 2 ** 50
const MOST_FILES = 1_000_000_000

const newLimits = somethingNew({
  rule: 'required_without_file_limit',
  clearable: ['quotaBytes', 'fileLimit'],
})

/** Null for the default. */
export const limitsValidator = vine.create({
  quotaBytes: wholeNumber(0, MOST_BYTES, 5 * 2 ** 30)
    .nullable()
    .optional()
    .use(newLimits),
  fileLimit: wholeNumber(0, MOST_FILES, 10_000).nullable().optional(),
})

/** The same from a command, where everything is text. */
export const typedLimitsValidator = vine.create({
  quotaBytes: typedNumber(0, MOST_BYTES).optional(),
  fileLimit: typedNumber(0, MOST_FILES).optional(),
})

const MEBIBYTE = 2 ** 20

/** The same from a form, in MiB; an empty field means the default. */
export const limitsFormValidator = vine.create({
  quotaMebibytes: typedNumber(0, MOST_BYTES / MEBIBYTE)
    .transform((count: number | null) => (count === null ? null : count * MEBIBYTE))
    .nullable()
    .optional(),
  fileLimit: typedNumber(0, MOST_FILES).nullable().optional(),
})

/** The new super user. The name is typed, not chosen from a list. */
export const handOverValidator = vine.create({ username: person() })
