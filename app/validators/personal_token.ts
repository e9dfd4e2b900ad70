import { SCOPE_NAMES } from '#auth/scopes'
import { personalTokenLimits } from '#config/sign_ins'
import { plainText } from '#validators/rules'
import vine from '@vinejs/vine'

export const personalTokenValidator = vine.create({
  name: plainText(100),
  scopes: vine.array(vine.enum(SCOPE_NAMES)).minLength(1).maxLength(SCOPE_NAMES.length).distinct(),
  expiresInDays: vine.number().withoutDecimals().range([1, personalTokenLimits.maxDays]).optional(),
})
