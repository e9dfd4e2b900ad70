import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { HttpContext, HttpRequest } from '@adonisjs/core/http'
import type { DateTime } from 'luxon'
import { rememberReplaced } from '#auth/former_session_ids'
import { generateSessionId, hashSecret } from '#secrets/secrets'
import { record } from '#activity/record'
import { clientFamily, describeClient } from '#sign_ins/client_name'
import { ensureDeviceSecret } from '#sign_ins/device_cookie'
import { greetDevice } from '#sign_ins/new_device'
import { deviceExpiry, issueTokenPair, type TokenPair } from '#sign_ins/token_pair'
import { signInLimits } from '#config/sign_ins'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import SignIn from '#models/sign_in'
import User from '#models/user'

type ValuesAt = (now: DateTime) => Partial<SignIn>

/**
 * By password. Signs the browser behind a request in, with a new session id. What the browser was before, it no longer
 * is.
 * @param keep whether to stay signed in after the browser is closed
 */
export async function startInBrowser(
  { auth, credential, request, response }: HttpContext,
  user: User,
  { keep }: { keep: boolean }
) {
  const guard = auth.use('web')
  await guard.endCurrentSignIn()
  const device = ensureDeviceSecret(request, response)
  const sessionId = generateSessionId()
  const signIn = await transaction(async (trx) => {
    const lifetime = keep ? signInLimits.keptSession : signInLimits.session
    const started = await start(user, device, trx, (now) => ({
      kind: 'browser',
      ...describeClient(request),
      confirmedAt: now,
      expiresAt: now.plus({ seconds: lifetime }),
    }))
    await trx.table('sessions').insert({
      id_hash: hashSecret(sessionId),
      sign_in_id: started.id,
      idle_limit_seconds: keep ? null : signInLimits.sessionIdle,
    })
    if (credential.kind === 'cookie') await rememberReplaced(credential.sessionId, sessionId, trx)
    return started
  })
  await guard.login(user, { signIn, sessionId, keep })
  return signIn
}

/** By password. Signs a device in and answers with its first pair of tokens. */
export function startOnDevice(user: User, request: HttpRequest, deviceName?: string | null) {
  const client = describeClient(request)
  const deviceKey = `app\n${clientFamily(request)}\n${deviceName ?? ''}`
  const name = deviceName || client.name
  return startApp(user, deviceKey, (now) => ({ ...client, name, confirmedAt: now }))
}

/** Signs a script in by command: no request tells what it is, and nobody showed the password. */
export const startByCommand = (user: User, name: string) =>
  startApp(user, `command\n${name}`, () => ({ name }))

function startApp(user: User, deviceKey: string, valuesAt: ValuesAt): Promise<TokenPair> {
  return transaction(async (trx) => {
    const signIn = await start(user, deviceKey, trx, (now) => ({
      kind: 'app',
      ...valuesAt(now),
      expiresAt: deviceExpiry(now, now),
    }))
    return issueTokenPair(signIn, user, trx, { now: signIn.createdAt })
  })
}

/**
 * The account is locked and read again: a suspension or a change of password that came between the check of
 * the password and this moment wins.
 */
async function start(
  user: User,
  deviceKey: string,
  trx: TransactionClientContract,
  valuesAt: ValuesAt
) {
  const current = await User.withStatus(trx).where('id', user.id).forShare().firstOrFail()
  if (current.passwordHash !== user.passwordHash) throw problems.invalidCredentials()
  current.assertMaySignIn()

  const now = await databaseTime(trx)
  const signIn = await SignIn.create(
    { userId: user.id, createdAt: now, lastSeenAt: now, refreshGeneration: 0, ...valuesAt(now) },
    { client: trx }
  )
  await greetDevice(signIn, current, deviceKey, trx)
  await record('signed_in', { ...signIn.facts, actorId: user.id }, trx)
  return signIn
}
