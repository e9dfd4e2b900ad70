import { foldPassword, isCommonPassword } from '#passwords/common'
import { isLonger, isShorter, isStorable } from '#words/text'

/** Characters (ASVS 6.2.1, 6.2.9). */
export const PASSWORD_LENGTH = { min: 12, max: 128 }

/** Shorter names are part of too many words to be forbidden in a password. */
const SHORTEST_NAME = 3

/** The owner of the password. */
export type Identity = { username?: string | null; email?: string | null }

/** The rule that a password breaks. */
export type PasswordFault =
  'malformed_text' | 'minLength' | 'maxLength' | 'personal_password' | 'common_password'

function holdsName(password: string, { username, email }: Identity) {
  const folded = foldPassword(password)
  return [username, email, email?.slice(0, email.lastIndexOf('@'))]
    .map((name) => foldPassword(name?.trim() ?? ''))
    .some((name) => !isShorter(name, SHORTEST_NAME) && folded.includes(name))
}

/**
 * Why a new password cannot be accepted, or null if it can: 12 to 128 characters of any kind and script, including
 * spaces, never trimmed, without composition rules (ASVS 6.2.5). It must not contain the username or the email address,
 * or be one that anyone would try first.
 */
export function passwordFault(plain: string, identity: Identity = {}): PasswordFault | null {
  if (isLonger(plain, PASSWORD_LENGTH.max)) return 'maxLength'
  if (!isStorable(plain)) return 'malformed_text'
  if (isShorter(plain, PASSWORD_LENGTH.min)) return 'minLength'

  const password = plain.normalize('NFC')
  if (holdsName(password, identity)) return 'personal_password'
  return isCommonPassword(password) ? 'common_password' : null
}
