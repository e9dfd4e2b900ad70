import type { HttpRequest } from '@adonisjs/core/http'
import { record } from '#activity/record'
import { guess, guesserSigningIn } from '#sign_ins/guesses'
import { hashPassword, needsRehash, spendHashTime, verifyPassword } from '#passwords/hashing'
import { canonicalLogin } from '#names/identifiers'
import { keyedHash } from '#secrets/keyed_hash'
import { problems } from '#exceptions/problem'
import User from '#models/user'

/**
 * Finds the account by its username or email address and its password. Unknown, deleted and wrong take the same time
 * and get the same answer; that an account is suspended is told only to those who know its password (ASVS 6.3.8).
 * @throws Problem invalid_credentials, account_suspended or too_many_requests
 */
export async function checkCredentials(login: string, password: string, request: HttpRequest) {
  const user = await User.findByLogin(login)
  const guesser = await guesserSigningIn(login, user, request)
  const isRight = () =>
    user ? verifyPassword(user.passwordHash, password) : spendHashTime(password)
  if (!(await guess(guesser, isRight)) || !user) {
    await recordFailure(login, user, request)
    throw problems.invalidCredentials()
  }
  user.assertMaySignIn()
  if (needsRehash(user.passwordHash)) await rehash(user, password)
  return user
}

/** Of a login that is nobody's, only what tells whether it is the same again. */
function recordFailure(login: string, user: User | null, request: HttpRequest) {
  const userId = user?.id ?? null
  const loginHash = user
    ? undefined
    : keyedHash('unknown login', canonicalLogin(login) ?? login).toString('base64url')
  return record('sign_in_failed', { userId, ip: request.ip(), loginHash })
}

/** With today's numbers. Where the password is changed at this moment, the change stands. */
async function rehash(user: User, password: string) {
  const passwordHash = await hashPassword(password)
  const before = { id: user.id, passwordHash: user.passwordHash }
  await User.query().where(before).update({ passwordHash })
  await user.refresh()
}
