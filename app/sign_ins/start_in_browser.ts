import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { HttpContext } from '@adonisjs/core/http'
import { rememberReplaced } from '#auth/former_session_ids'
import { signInLimits } from '#config/service/sign_ins'
import { transaction } from '#database/transaction'
import type User from '#models/user'
import { generateSessionId, hashSecret } from '#secrets/secrets'
import { describeClient } from '#http/client_name'
import { ensureDeviceSecret } from '#sign_ins/device_cookie'
import { startSignIn, type ValuesAt } from '#sign_ins/start'

type BrowserStart = {
  /** Whether to stay signed in after the browser is closed. */
  keep: boolean
  valuesAt: ValuesAt
  /** Uses up what the sign-in is based on, in its transaction. */
  claim?: (trx: TransactionClientContract) => Promise<void>
}

/** By password. */
export function startInBrowser(ctx: HttpContext, user: User, { keep }: { keep: boolean }) {
  const lifetime = keep ? signInLimits.keptSession : signInLimits.session
  const client = describeClient(ctx.request)
  const valuesAt: ValuesAt = (now) => ({
    ...client,
    confirmedAt: now,
    expiresAt: now.plus({ seconds: lifetime }),
  })
  return openBrowserSession(ctx, user, { keep, valuesAt })
}

/** Known apart from a browser where the password was entered, which has guesses of its own. */
const handedTo = (device: string) => `handoff\n${device}`

/** Signs the browser of a request in, with a new session id. Its previous sign-in ends. */
export async function openBrowserSession(
  { auth, credential, request, response }: HttpContext,
  user: User,
  { keep, valuesAt, claim }: BrowserStart
) {
  const device = ensureDeviceSecret(request, response)
  const sessionId = generateSessionId()
  const signIn = await transaction(async (trx) => {
    await claim?.(trx)
    const values: ValuesAt = (now) => ({ kind: 'browser', ...valuesAt(now) })
    const started = await startSignIn(user, claim ? handedTo(device) : device, trx, values)
    await trx.table('sessions').insert({
      id_hash: hashSecret(sessionId),
      sign_in_id: started.id,
      idle_limit_seconds: keep ? null : signInLimits.sessionIdle,
    })
    if (credential.kind === 'cookie') await rememberReplaced(credential.sessionId, sessionId, trx)
    return started
  })
  const guard = auth.use('web')
  await guard.endCurrentSignIn()
  await guard.login(user, { signIn, sessionId, keep })
  return signIn
}
