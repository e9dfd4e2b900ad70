import { hash, hkdfSync, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { appKeys } from '#config/service/keys'

/** The kind of a secret. As a prefix it shows a person or a secret scanner what they have found. */
export const SECRET_PREFIXES = {
  access: 'gatehouse_at_',
  refresh: 'gatehouse_rt_',
  personal: 'gatehouse_pt_',
  emailVerification: 'gatehouse_ev_',
  passwordReset: 'gatehouse_pr_',
  endSignIn: 'gatehouse_es_',
  device: 'gatehouse_dv_',
  handoff: 'gatehouse_ho_',
  deviceCode: 'gatehouse_dc_',
} as const

export type SecretKind = keyof typeof SECRET_PREFIXES

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** 30 characters out of 62 hold 178 random bits (ASVS 7.2.3 asks for 128). */
const RANDOM_LENGTH = 30
const CHECKSUM_LENGTH = 6
const BODY = new RegExp(`^[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`)

/** Random bytes per secret: with this many, too few are usable once in 10^100 times. */
const SOURCE_LENGTH = RANDOM_LENGTH * 4

function textOf(bytes: Uint8Array) {
  // 248 is the largest multiple of 62 in a byte: with the rest, the first letters would be more likely.
  const usable = bytes.filter((byte) => byte < 248).subarray(0, RANDOM_LENGTH)
  return Array.from(usable, (byte) => ALPHABET[byte % 62]).join('')
}

function checksum(text: string) {
  let rest = crc32(text)
  let digits = ''
  while (digits.length < CHECKSUM_LENGTH) {
    digits = ALPHABET[rest % 62] + digits
    rest = Math.floor(rest / 62)
  }
  return digits
}

function secretFrom(kind: SecretKind, bytes: Uint8Array) {
  const start = SECRET_PREFIXES[kind] + textOf(bytes)
  return start + checksum(start)
}

/** A new secret with its prefix and checksum, e.g. `gatehouse_at_…`. */
export const generateSecret = (kind: SecretKind) => secretFrom(kind, randomBytes(SOURCE_LENGTH))

/**
 * The secret of this kind that follows from another: always the same, and known only to those who have both the other
 * one and our key (HKDF, RFC 5869). Under the current key first, then as the previous keys have it.
 */
export function deriveSecrets(kind: SecretKind, other: string) {
  const purpose = `gatehouse ${kind} after ${other}`
  return appKeys.map((key) =>
    secretFrom(kind, new Uint8Array(hkdfSync('sha512', key, '', purpose, SOURCE_LENGTH)))
  )
}

/** Whether the text could come from generateSecret: spares the database look-ups of typing errors and garbage. */
export function isWellFormedSecret(kind: SecretKind, value: string) {
  const prefix = SECRET_PREFIXES[kind]
  if (!value.startsWith(prefix) || !BODY.test(value.slice(prefix.length))) return false
  return checksum(value.slice(0, -CHECKSUM_LENGTH)) === value.slice(-CHECKSUM_LENGTH)
}

/** 32 random bytes in base64url, 43 characters: the value of a session cookie. */
export const generateSessionId = () => randomBytes(32).toString('base64url')

export const isWellFormedSessionId = (value: string) => /^[A-Za-z0-9_-]{43}$/.test(value)

/** How a secret is stored. They are random and long, so that a plain SHA-256 cannot be reversed by guessing. */
export const hashSecret = (secret: string) => hash('sha256', secret, 'buffer')

const SECRETS = new RegExp(
  `(${Object.values(SECRET_PREFIXES).join('|')})[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}`,
  'g'
)

/** Signs messages to a webhook, in the format of Standard Webhooks. */
const WEBHOOK_SECRET = /whsec_[\w+/]+=*/g

/** Opens a file for anyone who has it, in the query of a signed link. */
const SIGNATURE = /(signature(?:=|%3D))[\w.~%-]+/gi

/** The text with each of our secrets reduced to its kind: for logs and stored error messages. */
export const maskSecrets = (text: string) =>
  text
    .replace(SECRETS, '$1[masked]')
    .replace(WEBHOOK_SECRET, 'whsec_[masked]')
    .replace(SIGNATURE, '$1[masked]')
