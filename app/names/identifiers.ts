import { domainToASCII, domainToUnicode } from 'node:url'
import { isReservedUsername } from '#names/reserved_usernames'
import { isLonger, isShorter, trimBlanks, trimUnseen } from '#words/text'

/** Characters, all of them ASCII. */
export const USERNAME_LENGTH = { min: 3, max: 30 }

/** Octets: RFC 5321 4.5.3.1.1, and 4.5.3.1.3 less its angle brackets (RFC 3696 erratum 1690). */
const LOCAL_PART_MAX = 64
export const EMAIL_MAX = 254

/** UTF-16 code units. Anything longer is not an identifier, and is not looked at. */
const RAW_LIMIT = 1024

const USERNAME = /^[A-Za-z0-9_.-]+$/
const ATOMS = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const ASCII = /^\p{ASCII}*$/u
const BEYOND_LETTERS_DIGITS_HYPHENS = /(?![A-Za-z0-9.-])\p{ASCII}/u
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Names of the rules that a new username can break. */
export type UsernameFault = 'minLength' | 'maxLength' | 'username' | 'reserved'

const isText = (input: unknown): input is string =>
  typeof input === 'string' && input.length <= RAW_LIMIT

/**
 * Why a name cannot be taken, or null if it can: 3 to 30 of `[a-z0-9_.-]` in any case, including at least one letter or
 * digit, and not a reserved name. The database knows whether someone already has it.
 */
export function usernameFault(input: unknown): UsernameFault | null {
  if (typeof input !== 'string') return 'username'
  if (isShorter(input, USERNAME_LENGTH.min)) return 'minLength'
  if (isLonger(input, USERNAME_LENGTH.max)) return 'maxLength'

  // Tested before lower-casing, which would turn U+212A, the Kelvin sign, into a "k".
  if (!USERNAME.test(input) || !/[A-Za-z0-9]/.test(input)) return 'username'
  return isReservedUsername(input.toLowerCase()) ? 'reserved' : null
}

/**
 * The form in which a username is stored and compared, lower case, or null if the input cannot be one. A reserved name
 * has a form too: it may have been given to someone by command.
 */
export function canonicalUsername(input: unknown): string | null {
  const fault = usernameFault(input)
  return fault === null || fault === 'reserved' ? String(input).toLowerCase() : null
}

/** What UTS #46 should return: lower case, character by character, since a final sigma has two forms. */
const asWritten = (domain: string) =>
  Array.from(domain, (character) => character.toLowerCase())
    .join('')
    .normalize('NFC')

const isCompatible = (domain: string) =>
  Array.from(domain).some((character) => character.normalize('NFKC') !== character)

/**
 * A domain in lower-case ASCII, internationalized labels as A-labels (RFC 5890), or null. UTS #46 would turn
 * `ｅxample。com` into `example.com` and drop a soft hyphen. We accept only what it changes in nothing but case, so that
 * nobody registers an address other than the one they saw.
 */
function canonicalDomain(domain: string): string | null {
  // The URL parser behind domainToASCII would decode %61, and read 0x7f.1 as an IP address.
  if (BEYOND_LETTERS_DIGITS_HYPHENS.test(domain) || isCompatible(domain)) return null

  const ascii = domainToASCII(domain)
  const labels = ascii.split('.')
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return null
  if (/^\d+$/.test(labels.at(-1)!)) return null

  const unicode = domainToUnicode(ascii)
  if (!ASCII.test(domain)) return unicode === asWritten(domain) ? ascii : null

  // Invalid Punycode is left as it is in the Unicode form.
  return /(?:^|\.)xn--/.test(unicode) ? null : ascii
}

/**
 * The one form of an email address that is stored, compared, shown and written to, or null if the input cannot be one:
 * trimmed, lower case, the domain in ASCII. Local parts are case-sensitive by RFC 5321 2.4, but no provider of note
 * gives `Ann@` and `ann@` to two people, and people type either. `ann+shop@` is left alone and differs from `ann@`.
 *
 * Local parts are dot-strings in ASCII (RFC 5321 4.1.2): quoted ones and those of RFC 6531 are refused, as are IP
 * addresses instead of a domain. Invisible characters are refused rather than removed.
 */
export function canonicalEmail(input: unknown): string | null {
  if (!isText(input)) return null
  const address = trimBlanks(input)
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  if (at < 1 || local.length > LOCAL_PART_MAX || !ATOMS.test(local)) return null

  const domain = canonicalDomain(address.slice(at + 1))
  const canonical = `${local.toLowerCase()}@${domain}`
  return domain && canonical.length <= EMAIL_MAX ? canonical : null
}

/**
 * What a person types to sign in, in canonical form: an email address if it has an "@", otherwise a username. Null if
 * it can be neither: then answer as for an unknown account.
 */
export function canonicalLogin(input: unknown): string | null {
  if (!isText(input)) return null
  const login = trimUnseen(input)
  return login.includes('@') ? canonicalEmail(login) : canonicalUsername(login)
}
