import { knownEmail } from '#validators/rules/names'
import { newPassword, storedSecret } from '#validators/rules/secrets'
import { told } from '#validators/rules/text'
import type { Identity } from '#passwords/rules'
import vine from '@vinejs/vine'

/** Bytes. Our tokens are far shorter; a longer one need not be looked up. */
const TOKEN_MAX = 512

/** The token of a link in an email. The database knows whether it is valid. */
export const linkValidator = vine.create({
  token: storedSecret(TOKEN_MAX).use(
    told({
      description: 'The last part of the link in the email.',
      examples: ['gatehouse_…'],
    })
  ),
})

export const forgottenPasswordValidator = vine.create({
  email: knownEmail(),
})

/** Requires the owner's names: `{ meta: { username, email } }`. */
export const resetPasswordValidator = vine.withMetaData<Identity>().create({
  password: newPassword(({ meta }) => meta),
})

/** The same for a form, where the new password is typed twice. */
export const resetPasswordFormValidator = vine.withMetaData<Identity>().create({
  password: newPassword(({ meta }) => meta).confirmed({ as: 'passwordConfirmation' }),
})
