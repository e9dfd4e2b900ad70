import { plainText } from '#validators/rules/lines'
import { storedSecret, storedText } from '#validators/rules/secrets'
import vine from '@vinejs/vine'

/** Bytes. Our tokens are far shorter; a longer one need not be looked up. */
const TOKEN_MAX = 512

/** Parameters have the names of the standards. Unknown ones are ignored (RFC 6749, 3.2). */
export const grantTypeValidator = vine.create({ grant_type: storedSecret(100) })

export const refreshGrantValidator = vine.create({ refresh_token: storedSecret(TOKEN_MAX) })

export const deviceGrantValidator = vine.create({ device_code: storedSecret(TOKEN_MAX) })

/** Clients are not registered: people are shown whatever one calls itself. */
export const deviceRequestValidator = vine.create({ client_id: plainText(100).optional() })

export const tokenOfClientValidator = vine.create({
  token: storedSecret(TOKEN_MAX),
  token_type_hint: storedText(100).optional(),
})
