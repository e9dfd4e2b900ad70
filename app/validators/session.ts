import { plainText } from '#validators/rules/lines'
import { login } from '#validators/rules/names'
import { ourPath } from '#validators/rules/places'
import { currentPassword, storedSecret, storedText } from '#validators/rules/secrets'
import { told } from '#validators/rules/text'
import { pathForSignedIn } from '#http/redirects/safe_path'
import vine from '@vinejs/vine'

/** Bytes. Our refresh tokens are far shorter; a longer one need not be looked up. */
const TOKEN_MAX = 512

/** Bytes of a code that somebody types. Ours are shorter; spaces and dashes are allowed. */
const CODE_MAX = 50

/** The login page. A `next` that leads elsewhere is no reason to refuse a sign-in: it becomes null. */
export const signInValidator = vine.create({
  login: login(),
  password: currentPassword(),
  remember: vine.boolean().optional(),
  next: vine
    .any()
    .transform((next: unknown) => pathForSignedIn(next))
    .optional(),
})

/** The same by JSON, where no page leads to another. */
export const sessionValidator = vine.create({
  login: login(),
  password: currentPassword(),
  remember: vine
    .boolean({ strict: true })
    .use(told({ description: 'Whether the browser stays signed in when it is closed.' }))
    .optional(),
})

export const tokenValidator = vine.create({
  login: login(),
  password: currentPassword(),
  deviceName: plainText(100)
    .use(told({ description: 'What the sign-in is called in lists.', examples: ['My phone'] }))
    .optional(),
})

/** The name that a command gives the sign-in it creates. */
export const deviceNameValidator = vine.create({ name: plainText(100) })

export const refreshValidator = vine.create({
  refreshToken: storedSecret(TOKEN_MAX).use(told({ examples: ['gatehouse_rt_…'] })),
})

export const handoffValidator = vine.create({ path: ourPath() })

export const deviceAuthorizationValidator = vine.create({
  deviceName: plainText(100)
    .use(told({ description: 'What the sign-in is called in lists.', examples: ['My television'] }))
    .optional(),
  qrCode: vine
    .boolean({ strict: true })
    .use(told({ description: 'Whether to draw `verificationUriComplete` as well.' }))
    .optional(),
})

export const deviceCodeValidator = vine.create({
  deviceCode: storedSecret(TOKEN_MAX).use(told({ examples: ['gatehouse_dc_…'] })),
})

/** A code that a person types, or opens as a QR code. */
export const userCodeValidator = vine.create({ code: storedSecret(CODE_MAX) })

export const maybeUserCodeValidator = vine.create({ code: storedText(CODE_MAX).optional() })
