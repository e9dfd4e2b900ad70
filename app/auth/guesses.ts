import db from '@adonisjs/lucid/services/db'
import type { HttpRequest } from '@adonisjs/core/http'
import { readDeviceSecret } from '#auth/device_cookie'
import { hashQueue } from '#auth/hash_queue'
import { canonicalLogin } from '#auth/identifiers'
import { keyedHash } from '#auth/keyed_hash'
import { hashSecret } from '#auth/secrets'
import { networkOf } from '#http/network'
import KnownDevice from '#models/known_device'
import type SignIn from '#models/sign_in'
import type User from '#models/user'
import { limits } from '#start/limiter'

/** Whose password is tried, and from where. */
export type Guesser = {
  /** The budget that the try is taken from: an account's, or that of one of its known devices. */
  account: string
  network: string | null
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
 * What is tried is one password of an account. Once it is another, by a reset or a change, all budgets are new: what
 * strangers have tried keeps the owner out no longer, and neither does what the owner has, wherever that was.
 */
const budgetOf = ({ id, passwordHash }: User) => `user:${id}:${nameOf('guesses', passwordHash)}`

/** Someone who signs in. Username and e-mail address of one account share its budget. */
export async function guesserSigningIn(login: string, user: User | null, request: HttpRequest) {
  const device = await knownDevice(user, request)
  const unknown = () => `login:${nameOf('login', canonicalLogin(login) ?? login)}`
  const account = user ? budgetOf(user) : unknown()
  return { account: device ? `${account}@${device}` : account, network: networkOf(request.ip()) }
}

/** Someone who is signed in and shows the password once more. Where they signed in is known by definition. */
export function guesserConfirming(user: User, { ipAddress }: SignIn): Guesser {
  const network = ipAddress && networkOf(ipAddress)
  const account = budgetOf(user)
  return { account: network ? `${account}@${network}` : account, network }
}

/**
 * Takes one try from the account's budget: the first ones are free, then there is one in each pause, and pauses
 * double. What is refused makes no pause longer.
 * @returns what gives it back
 * @throws Problem too_many_requests
 */
async function takeTry(account: string) {
  const { exceeded } = await limits.guesses.count(account)
  if (!exceeded) return () => limits.guesses.refund(account)

  const doubled = await limits.guessPauses.counted(account)
  const pause = Math.min(limits.guessPause.seconds * 2 ** doubled, limits.longestGuessPause)
  await limits.guessPause.spend(account, pause)
  await limits.guessPauses.count(account)
  return async () => {
    await limits.guessPauses.refund(account)
    await limits.guessPause.forget(account)
  }
}

/**
 * Checks a password within the limits. It is counted before it is checked, so that guesses at one time do not slip
 * past; a right one, and one that could not be checked, is given back to the account, but never to the network.
 * @throws Problem too_many_requests
 * @throws {E_HASH_QUEUE_FULL} before anything is counted, where too many passwords are being checked
 */
export async function guess({ account, network }: Guesser, check: () => Promise<boolean | void>) {
  hashQueue.assertRoom()
  if (network) await limits.guessesFromNetwork.spend(network)
  const giveBack = await takeTry(account)

  const isRight = await check().catch(async (error) => {
    await giveBack()
    throw error
  })
  if (isRight) await giveBack()
  return isRight === true
}
