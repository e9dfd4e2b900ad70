import type { HttpRequest } from '@adonisjs/core/http'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { record } from '#activity/record'
import { appUrl } from '#config/service/address'
import { signInLimits } from '#config/service/sign_ins'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { FailureLimit } from '#limits/failure_limit'
import DeviceAuthorization from '#models/sign_ins/device_authorization'
import type SignIn from '#models/sign_in'
import { holdAccess, holdAsker } from '#models/sign_ins/hold'
import User from '#models/user'
import { generateSecret, hashSecret, isWellFormedSecret } from '#secrets/secrets'
import { generateUserCode, hashUserCode, readUserCode } from '#secrets/user_code'
import { describeClient } from '#http/client_name'
import { appKey, startApp } from '#sign_ins/start'
import type { TokenPair } from '#sign_ins/token_pair'
import { limits } from '#start/limiter'

/** What an app gets that asks to be signed in from elsewhere. Times are seconds. */
export type DeviceCodes = {
  deviceCode: string
  userCode: string
  verificationUri: string
  verificationUriComplete: string
  expiresIn: number
  interval: number
}

const codeGuesses = new FailureLimit(limits.deviceCodeGuesses)

/** An app asks to be signed in by somebody who types its code at /device (RFC 8628, 3.1). */
export async function requestDeviceCodes(
  request: HttpRequest,
  deviceName?: string | null
): Promise<DeviceCodes> {
  const client = describeClient(request)
  const { deviceCode: expiresIn, devicePoll: interval } = signInLimits
  const now = await databaseTime()
  const [deviceCode, userCode] = [generateSecret('deviceCode'), generateUserCode()]
  await DeviceAuthorization.create({
    ...client,
    name: deviceName || client.name,
    deviceCodeHash: hashSecret(deviceCode),
    userCodeHash: hashUserCode(readUserCode(userCode)!),
    state: 'waiting',
    intervalSeconds: interval,
    expiresAt: now.plus({ seconds: expiresIn }),
  })
  const verificationUri = `${appUrl}/device`
  const verificationUriComplete = `${verificationUri}?code=${userCode}`
  return { deviceCode, userCode, verificationUri, verificationUriComplete, expiresIn, interval }
}

/**
 * The app behind the code that somebody typed, or null. Wrong codes count as guesses (RFC 8628, 5.1).
 * @throws Problem too_many_requests
 */
export async function findWaitingApp(user: User, code: string) {
  let found: DeviceAuthorization | null = null
  await codeGuesses.attempt(`user:${user.id}`, async () => {
    found = await DeviceAuthorization.findByUserCode(code)
    return found !== null
  })
  return found as DeviceAuthorization | null
}

async function findWaitingAppOrFail(user: User, code: string) {
  const app = await findWaitingApp(user, code)
  if (!app) throw problems.brokenRule('code.device_code')
  return app
}

/** @throws Problem validation_failed if somebody else has answered meanwhile */
async function answer(
  app: DeviceAuthorization,
  values: Parameters<DeviceAuthorization['answer']>[0],
  trx: TransactionClientContract
) {
  const isFirst = await app.answer(values, trx)
  if (!isFirst) throw problems.brokenRule('code.device_code')
}

/** @throws Problem validation_failed if nothing waits under that code, or too_many_requests */
export async function approveApp(user: User, signIn: SignIn, code: string) {
  const app = await findWaitingAppOrFail(user, code)
  await transaction(async (trx) => {
    await holdAccess(signIn, trx)
    await answer(app, { state: 'approved', user_id: user.id }, trx)
    await record('device_approved', { userId: user.id, actorId: user.id }, trx)
  })
  return app
}

/** @throws Problem as approveApp() */
export async function refuseApp(user: User, code: string) {
  const app = await findWaitingAppOrFail(user, code)
  await transaction(async (trx) => {
    await holdAsker(trx)
    await answer(app, { state: 'refused' }, trx)
    await record('device_refused', { userId: user.id, actorId: user.id }, trx)
  })
}

/**
 * The app polls for its code. Its sign-in is not confirmed: the password was entered elsewhere.
 * @throws Problem invalid_grant, authorization_pending, slow_down, expired_token or access_denied (RFC 8628, 3.5), and
 * account_suspended
 */
export async function redeemDeviceCode(
  deviceCode: string,
  request: HttpRequest
): Promise<TokenPair> {
  if (!isWellFormedSecret('deviceCode', deviceCode)) throw problems.invalidGrant('deviceCode')
  const hash = hashSecret(deviceCode)
  const poll = await DeviceAuthorization.poll(hash)
  if (!poll) throw problems.invalidGrant('deviceCode')
  if (!poll.isLive) throw problems.expiredToken()
  if (poll.isTooSoon) throw problems.slowDown()
  if (poll.state === 'refused') throw problems.accessDenied()
  if (!poll.userId) throw problems.authorizationPending()
  return startWaiting(hash, poll.userId, request)
}

/** Locks the account before the authorization, as everywhere, so that closing the account wins. */
function startWaiting(hash: Buffer, userId: number, request: HttpRequest) {
  return transaction(async (trx) => {
    const user = await User.query({ client: trx }).where('id', userId).forShare().firstOrFail()
    const app = await DeviceAuthorization.take(hash, userId, trx)
    if (!app) throw problems.invalidGrant('deviceCode')
    const { name } = app
    return startApp(user, appKey(request, name), trx, () => ({ ...describeClient(request), name }))
  })
}
