import { currentPassword } from '#validators/rules'
import { pathForSignedIn } from '#http/redirects/safe_path'
import vine from '@vinejs/vine'

/** See app/sign_ins/confirmation.ts. */
export const confirmationValidator = vine.create({ password: currentPassword() })

/** The same alongside other fields, on any route: see auth_middleware.ts. */
export const currentPasswordValidator = vine.create({ currentPassword: currentPassword() })

/** The same for a page, which leads back to where one was. */
export const confirmationFormValidator = vine.create({
  password: currentPassword(),
  next: vine
    .any()
    .transform((next: unknown) => pathForSignedIn(next))
    .optional(),
})
