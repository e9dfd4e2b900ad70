import { currentPassword, login, plainText, storedSecret } from '#validators/rules'
import { told } from '#validators/text_rules'
import { safePath } from '#http/redirects/safe_path'
import vine from '@vinejs/vine'

/** Characters. A refresh token of ours is far shorter; a longer one need not be looked up. */
const TOKEN_MAX = 512

/** The login page. A `next` that leads elsewhere is no reason to refuse a sign-in: it becomes null. */
export const signInValidator = vine.create({
  login: login(),
  password: currentPassword(),
  remember: vine.boolean().optional(),
  next: vine
    .any()
    .transform((next: unknown) => safePath(next))
    .optional(),
})

/** The same by JSON, where no page leads on to another. */
export const sessionValidator = vine.create({
  login: login(),
  password: currentPassword(),
  remember: vine.boolean({ strict: true }).optional(),
})

export const tokenValidator = vine.create({
  login: login(),
  password: currentPassword(),
  deviceName: plainText(100)
    .use(told({ description: 'What the sign-in is called in lists.', examples: ['My phone'] }))
    .optional(),
})

/** What a command calls the sign-in that it makes. */
export const deviceNameValidator = vine.create({ name: plainText(100) })

export const refreshValidator = vine.create({
  refreshToken: storedSecret(TOKEN_MAX).use(told({ examples: ['gatehouse_rt_…'] })),
})
