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
  /** The budget that the try is taken from: that of a login, or of one of its account's known devices. */
  budget: string
  /** Where the request comes from. */
  network: string
}

/**
 * Where the account has been signed in from before. A budget of its own lets the owner in while a stranger keeps
 * the account's used up. Asked for unknown accounts as well: the answer takes as long.
 * @returns what names the device, or null
 */
async function knownDevice(user: User | null, request: HttpRequest): Promise<string | null> {
  const network = networkOf(request.ip())
  const signIns: { ip_address: string | null }[] = await db
    .from('sign_ins')
    .where('user_id', user?.id ?? 0)
    .distinct('ip_address')
  const isKnown = signIns.some(({ ip_address: ip }) => ip !== null && networkOf(ip) === network)
  return isKnown ? network : knownBrowser(user, request)
}

/** The network is asked first: whoever is there shares one budget, with and without the cookie of a browser. */
async function knownBrowser(user: User | null, request: HttpRequest) {
  const secret = readDeviceSecret(request)
  const isKnown = secret && (await KnownDevice.isKnown({ id: user?.id ?? 0 }, secret))
  return isKnown ? `device:${hashSecret(secret).toString('base64url')}` : null
}

const nameOf = (purpose: string, secret: string) => keyedHash(purpose, secret).toString('base64url')

/**
 * What is tried is one password, under one name. Username and email address of an account have a budget each: one for
 * both would tell whoever tries them which address belongs to whom. Once the password is another, by a reset or a
 * change, all budgets are new: what strangers have tried keeps the owner out no longer, and neither does what the
 * owner has, wherever that was.
 */
const budgetOf = (login: string, user: User | null) =>
  `${nameOf('login', login)}:${nameOf('guesses', user?.passwordHash ?? '')}`

/** Someone who signs in. */
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
 * Someone who is signed in and shows the password once more: counted with those who sign in by username from there.
 * Where the account has never been signed in from, whoever has come by the session uses up nobody's budget but its own.
 */
export async function guesserConfirming(
  user: User,
  { id }: SignIn,
  request: HttpRequest
): Promise<Guesser> {
  const device = (await knownDevice(user, request)) ?? `sign-in:${id}`
  return { budget: `${budgetOf(user.username, user)}@${device}`, network: networkOf(request.ip()) }
}

/** Someone who opens a link with a password. Only who has the link can try, so all of them share its budget. */
export const guesserOfLink = (linkId: string, request: HttpRequest): Guesser => ({
  budget: nameOf('link', linkId),
  network: networkOf(request.ip()),
})

/**
 * Takes one try from a budget: the first ones are free, then there is one in each pause, and pauses
 * double. A refused attempt does not lengthen the pause.
 * @returns what gives it back
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
 * Checks a password within the limits. It is counted before it is checked, so that guesses at one time do not slip
 * past; a right one, and one that could not be checked, is given back. What is refused is charged to nobody.
 * @throws Problem too_many_requests
 * @throws {E_HASH_QUEUE_FULL} before anything is counted, where too many passwords are being checked
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
