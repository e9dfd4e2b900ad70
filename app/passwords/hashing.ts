import hash from '@adonisjs/core/services/hash'
import { hashQueue } from '#passwords/hash_queue'

/**
 * A hash that nobody has the password of, made with the numbers of config/hash.ts. Checking against it
 * takes the time that a real one takes.
 */
export const DUMMY_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$6wqVF8qiKjCUQIiihq0GdA$ACw1N3l54SYEzeaskPlqdYmT4EYpHcalbFutKszw1IE'

/**
 * NFC, so that one password typed on two keyboards is one password: macOS and Windows compose accents
 * differently. Nothing else about it is changed, and nothing is cut off (ASVS 6.2.8).
 */
const normalise = (plain: string) => plain.normalize('NFC')

/**
 * Hashes a password with argon2id and a salt of its own.
 *
 * @throws {E_HASH_QUEUE_FULL} when too many hashes are wanted at once; so do the functions below.
 */
export function hashPassword(plain: string): Promise<string> {
  return hashQueue.run(() => hash.make(normalise(plain)))
}

/** Whether this is the password of that hash. What is no hash takes as long and is never right. */
export async function verifyPassword(passwordHash: string, plain: string): Promise<boolean> {
  const isHash = hash.isValidHash(passwordHash)
  const matches = await hashQueue.run(() =>
    hash.verify(isHash ? passwordHash : DUMMY_HASH, normalise(plain))
  )
  return isHash && matches
}

/**
 * Takes as long as verifyPassword and answers nothing: call it where there is no account to check
 * against, so that the time of an answer does not tell which accounts exist (ASVS 6.3.8).
 */
export async function spendHashTime(plain: string): Promise<void> {
  await verifyPassword(DUMMY_HASH, plain)
}

/** Whether the hash was made with other numbers than today's. */
export function needsRehash(passwordHash: string): boolean {
  return !hash.isValidHash(passwordHash) || hash.needsReHash(passwordHash)
}
