import { foldPassword, isCommonPassword } from '#passwords/common'
import { isStorable } from '#words/text'

/** Unicode code points after NFC: what most people would count as characters (ASVS 6.2.1, 6.2.9). */
export const PASSWORD_LENGTH = { min: 12, max: 128 }

/** UTF-16 code units. Nothing longer can become 128 characters, so it is refused before any work is done on it. */
const RAW_LIMIT = 4096

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
    .some((name) => [...name].length >= SHORTEST_NAME && folded.includes(name))
}

/**
 * Why a new password cannot be accepted, or null if it can: 12 to 128 characters of any kind and script, including
 * spaces, never trimmed, without composition rules (ASVS 6.2.5). It must not contain the username or the email address,
 * or be one that anyone would try first.
 */
export function passwordFault(plain: string, identity: Identity = {}): PasswordFault | null {
  if (plain.length > RAW_LIMIT) return 'maxLength'
  if (!isStorable(plain)) return 'malformed_text'

  const password = plain.normalize('NFC')
  const { length } = [...password]
  if (length < PASSWORD_LENGTH.min) return 'minLength'
  if (length > PASSWORD_LENGTH.max) return 'maxLength'
  if (holdsName(password, identity)) return 'personal_password'
  return isCommonPassword(password) ? 'common_password' : null
}
