import hash from '@adonisjs/core/services/hash'
import { hashQueue } from '#passwords/hash_queue'

/**
 * A hash whose password nobody knows, made with the parameters of config/hash.ts. Checking against it takes as long as
 * checking a real one.
 */
export const DUMMY_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$6wqVF8qiKjCUQIiihq0GdA$ACw1N3l54SYEzeaskPlqdYmT4EYpHcalbFutKszw1IE'

/**
 * NFC, so that one password typed on two keyboards is one password: macOS and Windows compose accents differently.
 * Nothing else is changed or cut off (ASVS 6.2.8).
 */
const normalise = (plain: string) => plain.normalize('NFC')

/**
 * Hashes a password with argon2id and a random salt.
 *
 * @throws {E_HASH_QUEUE_FULL} if too many hashes are wanted at once; the functions below throw it as well
 */
export function hashPassword(plain: string): Promise<string> {
  return hashQueue.run(() => hash.make(normalise(plain)))
}

/** Whether the hash is of this password. A malformed hash takes as long, and never matches. */
export async function verifyPassword(passwordHash: string, plain: string): Promise<boolean> {
  const isHash = hash.isValidHash(passwordHash)
  const matches = await hashQueue.run(() =>
    hash.verify(isHash ? passwordHash : DUMMY_HASH, normalise(plain))
  )
  return isHash && matches
}

/**
 * Takes as long as verifyPassword and returns nothing: call it if there is no account to check against, so that the
 * timing of an answer does not reveal which accounts exist (ASVS 6.3.8).
 */
export async function spendHashTime(plain: string): Promise<void> {
  await verifyPassword(DUMMY_HASH, plain)
}

/** Whether the hash was made with other parameters than today's. */
export function needsRehash(passwordHash: string): boolean {
  return !hash.isValidHash(passwordHash) || hash.needsReHash(passwordHash)
}
