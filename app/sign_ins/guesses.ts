import db from '@adonisjs/lucid/services/db'
import type { HttpRequest } from '@adonisjs/core/http'
import { readDeviceSecret } from '#sign_ins/device_cookie'
import { hashQueue } from '#passwords/hash_queue'
import { canonicalLogin } from '#names/identifiers'
import { keyedHash } from '#secrets/keyed_hash'
import { hashSecret } from '#secrets/secrets'
import { networkOf } from '#http/network'
import { FailureLimit } from '#limits/failure_limit'
import KnownDevice from '#models/known_device'
import type SignIn from '#models/sign_in'
import type User from '#models/user'
import { limits } from '#start/limiter'

const failuresFromNetwork = new FailureLimit(limits.guessesFromNetwork)

/** Whose password is tried, and from where. */
export type Guesser = {
  /** The budget that the attempt counts against: that of a login, or of one of its account's known devices. */
  budget: string
  /** The network of the request. */
  network: string
}

/**
 * A device that the account has been used from before. Its own budget lets the owner in while a stranger keeps the
 * account's budget used up. A browser that an app signed in does not count: nobody entered a password there, and a
 * thief of the app could make any number of them. Looked up for unknown accounts as well, so that the answer takes as
 * long.
 * @returns what identifies the device, or null
 */
async function knownDevice(user: User | null, request: HttpRequest): Promise<string | null> {
  const network = networkOf(request.ip())
  const signIns: { ip_address: string | null }[] = await db
    .from('sign_ins')
    .where('user_id', user?.id ?? 0)
    .whereNull('parent_id')
    .distinct('ip_address')
  const isKnown = signIns.some(({ ip_address: ip }) => ip !== null && networkOf(ip) === network)
  return isKnown ? network : knownBrowser(user, request)
}

/** The network comes first: everyone in it shares one budget, with or without the cookie of a browser. */
async function knownBrowser(user: User | null, request: HttpRequest) {
  const secret = readDeviceSecret(request)
  const isKnown = secret && (await KnownDevice.isKnown({ id: user?.id ?? 0 }, secret))
  return isKnown ? `device:${hashSecret(secret).toString('base64url')}` : null
}

const nameOf = (purpose: string, secret: string) => keyedHash(purpose, secret).toString('base64url')

/**
 * Budgets are per password and login. The username and the email address of an account have separate ones: a shared one
 * would reveal which address belongs to whom. After a reset or change of the password all budgets start anew: neither a
 * stranger's attempts nor the owner's own keep the owner out any longer.
 */
const budgetOf = (login: string, user: User | null) =>
  `${nameOf('login', login)}:${nameOf('guesses', user?.passwordHash ?? '')}`

/** Somebody who signs in. */
export async function guesserSigningIn(
  login: string,
  user: User | null,
  request: HttpRequest
): Promise<Guesser> {
  const device = await knownDevice(user, request)
  const budget = budgetOf(canonicalLogin(login) ?? login, user)
  return { budget: device ? `${budget}@${device}` : budget, network: networkOf(request.ip()) }
}

/**
 * Somebody who is signed in and enters the password again: counted together with sign-ins by username from there. From
 * a place where the account has never been signed in, a thief of the session uses up only the session's own budget,
 * which it shares with the browsers that it signs in.
 */
export async function guesserConfirming(
  user: User,
  { id, parentId }: SignIn,
  request: HttpRequest
): Promise<Guesser> {
  const device = (await knownDevice(user, request)) ?? `sign-in:${parentId ?? id}`
  return { budget: `${budgetOf(user.username, user)}@${device}`, network: networkOf(request.ip()) }
}

/** Somebody who opens a link with a password. Only holders of the link can try, so they share its budget. */
export const guesserOfLink = (linkId: string, request: HttpRequest): Guesser => ({
  budget: nameOf('link', linkId),
  network: networkOf(request.ip()),
})

/**
 * Takes one attempt from a budget: the first ones are free, then one per pause is allowed, and pauses double. A refused
 * attempt does not extend the pause.
 * @returns a function that gives it back
 * @throws Problem too_many_requests
 */
async function takeTry(budget: string) {
  const { exceeded } = await limits.guesses.count(budget)
  if (!exceeded) return () => limits.guesses.refund(budget)

  const doubled = await limits.guessPauses.counted(budget)
  const pause = Math.min(limits.guessPause.seconds * 2 ** doubled, limits.longestGuessPause)
  await limits.guessPause.spend(budget, pause)
  await limits.guessPauses.count(budget)
  return async () => {
    await limits.guessPauses.refund(budget)
    await limits.guessPause.forget(budget)
  }
}

/**
 * Checks a password within the limits. The attempt is counted before the check, so that simultaneous guesses cannot
 * slip past; it is given back if the password is right or could not be checked. A refused attempt is not charged.
 * @throws Problem too_many_requests
 * @throws {E_HASH_QUEUE_FULL} before anything is counted, if too many passwords are being checked
 */
export async function guess({ budget, network }: Guesser, check: () => Promise<boolean | void>) {
  hashQueue.assertRoom()
  const giveBack = await takeTry(budget)
  const isRight = await failuresFromNetwork.attempt(network, check).catch(async (error) => {
    await giveBack()
    throw error
  })
  if (isRight) await giveBack()
  return isRight === true
}
