import { linkLifetime } from '#config/sharing'
import { futureTime, person } from '#validators/rules'
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
  days: vine.number().withoutDecimals().range([1, 365]).optional(),
})

/** What is not sent stays as it is; an end of null takes the end away. */
export const changeShareValidator = vine.create({
  role: vine.enum(ROLES).optional().use(requiredWithoutExpiresAt()),
  expiresAt: futureTime().optional(),
})

export const fileLinkValidator = vine.create({
  expiresInSeconds: vine.number().withoutDecimals().range([1, linkLifetime.longest]).optional(),
})
