import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { HttpRequest } from '@adonisjs/core/http'
import type { DateTime } from 'luxon'
import { record } from '#activity/record'
import { clientFamily, describeClient } from '#http/client_name'
import { greetDevice } from '#sign_ins/new_device'
import { deviceExpiry, issueTokenPair, type TokenPair } from '#sign_ins/token_pair'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import SignIn from '#models/sign_in'
import User from '#models/user'

export type ValuesAt = (now: DateTime) => Partial<SignIn>

/** Identifies an app by its name together with its program. */
export const appKey = (request: HttpRequest, deviceName?: string | null) =>
  `app\n${clientFamily(request)}\n${deviceName ?? ''}`

/** By password. Signs a device in and returns its first pair of tokens. */
export function startOnDevice(user: User, request: HttpRequest, deviceName?: string | null) {
  const client = describeClient(request)
  const name = deviceName || client.name
  const valuesAt: ValuesAt = (now) => ({ ...client, name, confirmedAt: now })
  return transaction((trx) => startApp(user, appKey(request, deviceName), trx, valuesAt))
}

/** Signs a script in by command: there is no request to describe it, and nobody entered a password. */
export const startByCommand = (user: User, name: string) =>
  transaction((trx) => startApp(user, `command\n${name}`, trx, () => ({ name })))

export async function startApp(
  user: User,
  deviceKey: string,
  trx: TransactionClientContract,
  valuesAt: ValuesAt
): Promise<TokenPair> {
  const signIn = await startSignIn(user, deviceKey, trx, (now) => ({
    kind: 'app',
    ...valuesAt(now),
    expiresAt: deviceExpiry(now, now),
  }))
  return issueTokenPair(signIn, user, trx, { now: signIn.createdAt })
}

/** Locks the account and reads it again: a suspension or password change since the password was checked wins. */
export async function startSignIn(
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
