import { randomInt } from 'node:crypto'
import { keyedHash, keyedHashes } from '#secrets/keyed_hash'

/** Without vowels no code is a word, and no letter looks like a digit (RFC 8628, 6.1). */
const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ'

/** 20^8 codes are 34 bits: with ten guesses an hour per account, nobody hits one that is valid for ten minutes. */
const LENGTH = 8

const PURPOSE = 'user code'

const WELL_FORMED = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`)

/** In the format that people read: WDJB-MJHT. */
export function generateUserCode() {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)])
  return spelled(letters.join(''))
}

const spelled = (letters: string) => `${letters.slice(0, 4)}-${letters.slice(4)}`

/** The letters of a code as somebody typed it, in any case and with any separators; null if it cannot be a code. */
export function readUserCode(text: string) {
  const letters = text.toUpperCase().replace(/[^A-Z]/g, '')
  return WELL_FORMED.test(letters) ? letters : null
}

/** A code that somebody typed, letter for letter as the app shows it, so that the two can be compared. */
export function respelledUserCode(text: string) {
  const letters = readUserCode(text)
  return letters ? spelled(letters) : text
}

/** Codes are short: without our key, anyone with the database could try them all. */
export const hashUserCode = (letters: string) => keyedHash(PURPOSE, letters)

/** What it may be stored as: see keyedHashes(). */
export const userCodeHashes = (letters: string) => keyedHashes(PURPOSE, letters)
