import type { HttpContext } from '@adonisjs/core/http'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import { appUrl } from '#config/service/address'
import { signInLimits } from '#config/service/sign_ins'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import Handoff from '#models/sign_ins/handoff'
import SignIn from '#models/sign_in'
import { holdAccess } from '#models/sign_ins/hold'
import User from '#models/user'
import { generateSecret, hashSecret } from '#secrets/secrets'
import { describeClient } from '#http/client_name'
import { openBrowserSession } from '#sign_ins/start_in_browser'
import { beginningOf } from '#words/text'

/** Characters of a sign-in's name. */
const NAME_MAX = 100

/**
 * Creates a link for a browser beside the app. It is a secret while it is valid: whoever opens it first is signed in.
 */
export async function makeHandoff(signIn: SignIn, path: string) {
  const token = generateSecret('handoff')
  await transaction(async (client) => {
    await holdAccess(signIn, client)
    const now = await databaseTime(client)
    const expiresAt = now.plus({ seconds: signInLimits.handoff })
    const values = { tokenHash: hashSecret(token), signInId: signIn.id, path, expiresAt }
    await Handoff.create(values, { client })
  })
  return { url: `${appUrl}/handoff/${token}`, expiresIn: signInLimits.handoff }
}

/**
 * Signs the browser of a request in, in the name of the app that made the link, and uses the link up. The sign-in is a
 * separate one: it ends with the app's or alone, and is not confirmed, since nobody has entered a password. A browser
 * that is already signed in to the same account stays as it is.
 * @returns the path to continue at
 * @throws Problem validation_failed if the link is not valid
 */
export async function openHandoff(ctx: HttpContext, token: string) {
  const handoff = await Handoff.findByToken(token)
  if (!handoff) throw problems.deadLink()
  const { path, signIn: app } = handoff

  const isHereAlready = ctx.auth.use('web').user?.id === app.userId
  if (isHereAlready) await transaction((trx) => take(handoff, trx))
  else await openBrowserSession(ctx, app.user, handedOn(ctx, handoff))
  return path
}

const handedOn = ({ request }: HttpContext, handoff: Handoff) => {
  const { signIn: app } = handoff
  const client = describeClient(request)
  return {
    keep: false,
    claim: (trx: TransactionClientContract) => take(handoff, trx),
    valuesAt: (now: DateTime) => ({
      ...client,
      name: beginningOf(`${client.name}, from ${app.name}`, NAME_MAX),
      parentId: app.id,
      expiresAt: DateTime.min(now.plus({ seconds: signInLimits.session }), app.expiresAt),
    }),
  }
}

/** Locks account, sign-in and link in the order in which ending either would delete the link. */
async function take(handoff: Handoff, trx: TransactionClientContract) {
  const { userId, id } = handoff.signIn
  await User.query({ client: trx }).where('id', userId).forShare().firstOrFail()
  const isLive = await SignIn.query({ client: trx })
    .where('id', id)
    .whereRaw('expires_at > now()')
    .forShare()
    .first()
  if (!isLive || !(await Handoff.take(handoff, trx))) throw problems.deadLink()
}
