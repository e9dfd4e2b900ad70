import { plainText, storedSecret, storedText } from '#validators/rules'
import vine from '@vinejs/vine'

/** Characters. Ours are far shorter; a longer one need not be looked up. */
const TOKEN_MAX = 512

/** Parameters are named as the standards name them. Those that mean nothing here are ignored (RFC 6749, 3.2). */
export const grantTypeValidator = vine.create({ grant_type: storedSecret(100) })

export const refreshGrantValidator = vine.create({ refresh_token: storedSecret(TOKEN_MAX) })

export const deviceGrantValidator = vine.create({ device_code: storedSecret(TOKEN_MAX) })

/** Clients are not registered here: what one calls itself is what people are shown. */
export const deviceRequestValidator = vine.create({ client_id: plainText(100).optional() })

export const tokenOfClientValidator = vine.create({
  token: storedSecret(TOKEN_MAX),
  token_type_hint: storedText(100).optional(),
})
