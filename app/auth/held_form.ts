import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext } from '@adonisjs/core/http'

/** A form that waits until its sender has entered the password, and is then sent once more. */
export type HeldForm = {
  action: string
  method: string
  /** The input by field. */
  input: Record<string, string | string[]>
}

const HELD_FORM = 'held-form'

/** After that the password leads back to the form. No code that is held lives longer. */
const LIFETIME = '10 minutes'

/** Encrypted: sessions are stored in the clear, and a form may hold a code (ConfirmationOptions). */
export const holdForm = ({ session }: Pick<HttpContext, 'session'>, form: HeldForm) =>
  session.flash(HELD_FORM, encryption.encrypt(form, { expiresIn: LIFETIME, purpose: HELD_FORM }))

export const heldFormOf = ({ session }: Pick<HttpContext, 'session'>) =>
  encryption.decrypt<HeldForm>(session.flashMessages.get(HELD_FORM), HELD_FORM)
