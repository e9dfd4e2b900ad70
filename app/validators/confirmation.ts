import { currentPassword } from '#validators/rules'
import { safePath } from '#http/redirects/safe_path'
import vine from '@vinejs/vine'

/** "It is me": see app/sign_ins/confirmation.ts. */
export const confirmationValidator = vine.create({ password: currentPassword() })

/** The same beside what is to be done, on any route: see auth_middleware.ts. */
export const currentPasswordValidator = vine.create({ currentPassword: currentPassword() })

/** The same on a page, which leads back to where one was. */
export const confirmationFormValidator = vine.create({
  password: currentPassword(),
  next: vine
    .any()
    .transform((next: unknown) => safePath(next))
    .optional(),
})
