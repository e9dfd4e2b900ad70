import { linkLifetime } from '#config/sharing'
import { futureTime } from '#validators/times'
import { person, typedNumber, wholeNumber } from '#validators/rules'
import vine from '@vinejs/vine'

const ROLES = ['viewer', 'editor'] as const

const requiredWithoutExpiresAt = vine.createRule(
  (_, __, field) => {
    if (field.isDefined || field.parent.expiresAt !== undefined) return
    field.report('required_without_expires_at', 'required_without_expires_at', field)
  },
  { name: 'requiredWithoutExpiresAt', implicit: true }
)

/** No end, or null, is for good. */
export const shareValidator = vine.create({
  with: person(),
  role: vine.enum(ROLES),
  expiresAt: futureTime().optional(),
})

/** The same from a form, which says for how long. No number of days is for good. */
export const shareFormValidator = vine.create({
  with: person(),
  role: vine.enum(ROLES),
  days: typedNumber(1, 365).optional(),
})

/** What is not sent stays as it is; an end of null takes the end away. */
export const changeShareValidator = vine.create({
  role: vine.enum(ROLES).optional().use(requiredWithoutExpiresAt()),
  expiresAt: futureTime().optional(),
})

/** The same from a form, which changes nothing but the role. */
export const changeShareFormValidator = vine.create({ role: vine.enum(ROLES) })

export const fileLinkValidator = vine.create({
  expiresInSeconds: wholeNumber(1, linkLifetime.longest).optional(),
})

/** The same from a form. */
export const fileLinkFormValidator = vine.create({
  expiresInSeconds: typedNumber(1, linkLifetime.longest).optional(),
})
