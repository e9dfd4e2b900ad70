import { SCOPE_NAMES } from '#access/scopes'
import { personalTokenLimits } from '#config/service/sign_ins'
import { plainText } from '#validators/rules/lines'
import { typedNumber, wholeNumber } from '#validators/rules/numbers'
import { told } from '#validators/rules/text'
import vine from '@vinejs/vine'

const fields = () => ({
  name: plainText(100).use(told({ examples: ['Backup script'] })),
  scopes: vine.array(vine.enum(SCOPE_NAMES)).minLength(1).maxLength(SCOPE_NAMES.length).distinct(),
})

export const personalTokenValidator = vine.create({
  ...fields(),
  expiresInDays: wholeNumber(1, personalTokenLimits.maxDays, 90)
    .use(told({ description: `${personalTokenLimits.defaultDays} without it.` }))
    .optional(),
})

/** The same for a form. */
export const personalTokenFormValidator = vine.create({
  ...fields(),
  expiresInDays: typedNumber(1, personalTokenLimits.maxDays).optional(),
})
