import { currentPassword } from '#validators/rules/secrets'
import { told } from '#validators/rules/text'
import { pathForSignedIn } from '#http/redirects/safe_path'
import vine from '@vinejs/vine'

/** See app/sign_ins/confirmation.ts. */
export const confirmationValidator = vine.create({ password: currentPassword() })

/** The same alongside other fields, on any route: see auth_middleware.ts. */
export const currentPasswordValidator = vine.create({
  currentPassword: currentPassword().use(
    told({ description: 'Wanted unless the password was shown lately.' })
  ),
})

/** The same for a page, which leads back to where one was. */
export const confirmationFormValidator = vine.create({
  password: currentPassword(),
  next: vine
    .any()
    .transform((next: unknown) => pathForSignedIn(next))
    .optional(),
})
