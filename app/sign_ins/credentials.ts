import type { HttpRequest } from '@adonisjs/core/http'
import { record } from '#activity/record'
import { guess, guesserSigningIn } from '#sign_ins/guesses'
import { hashPassword, needsRehash, spendHashTime, verifyPassword } from '#passwords/hashing'
import { canonicalLogin } from '#names/identifiers'
import { keyedHash } from '#secrets/keyed_hash'
import { problems } from '#exceptions/problem'
import User from '#models/user'

/**
 * Finds the account by username or email address and password. An unknown login, a deleted account and a wrong password
 * take the same time and get the same answer; only somebody who knows the password is told that the account is
 * suspended (ASVS 6.3.8).
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

/** Of an unknown login only a hash is recorded, which shows repetitions. */
function recordFailure(login: string, user: User | null, request: HttpRequest) {
  const userId = user?.id ?? null
  const loginHash = user
    ? undefined
    : keyedHash('unknown login', canonicalLogin(login) ?? login).toString('base64url')
  return record('sign_in_failed', { userId, ip: request.ip(), loginHash })
}

/** Uses today's parameters. If the password is being changed at this moment, the change wins. */
async function rehash(user: User, password: string) {
  const passwordHash = await hashPassword(password)
  const before = { id: user.id, passwordHash: user.passwordHash }
  await User.query().where(before).update({ passwordHash })
  await user.refresh()
}
