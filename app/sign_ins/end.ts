import type { HttpContext } from '@adonisjs/core/http'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { record } from '#activity/record'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import DeviceAuthorization from '#models/sign_ins/device_authorization'
import PersonalToken from '#models/personal_token'
import SignIn from '#models/sign_in'
import type User from '#models/user'

/**
 * Ends one of the caller's own sign-ins; the current one as signing out does. A malformed id counts as unknown. Of two
 * that end each other, the first stays.
 * @throws Problem not_found
 */
export async function endSignIn({ access, guard }: HttpContext, id: string) {
  if (id === guard.signIn?.id) return guard.logout()
  const user = guard.getUserOrFail()
  await transaction(async (trx) => {
    await user.lockAsActive(trx, access)
    const own = SignIn.query({ client: trx }).where('user_id', user.id)
    const [ended] = await own.where('id', id).delete()
    if (!ended) throw problems.notFound()
    await record('signed_out', { userId: user.id, signInId: id }, trx)
  })
}

/** Of two sign-ins that end each other, the first stays. */
export const signOutElsewhere = (user: User, current: SignIn) =>
  transaction(async (trx) => {
    await user.lockAsActive(trx, current)
    await endOtherSignIns(user, current, trx)
  })

/** Lock the account first, so that whatever makes something to last waits for that: see holdAccess(). */
export async function endOtherSignIns(user: User, current: SignIn, trx: TransactionClientContract) {
  await current.outliveParent(trx)
  await DeviceAuthorization.forget(user, trx)
  const others = SignIn.query({ client: trx }).where('user_id', user.id)
  await others.whereNot('id', current.id).delete()
  await record('signed_out', { userId: user.id, allBut: current.id }, trx)
}

/**
 * The one place that ends all access to an account, including personal tokens. Lock or change the account first, so
 * that simultaneous sign-ins wait for that.
 */
export async function endAllAccess(user: User, trx: TransactionClientContract) {
  await SignIn.query({ client: trx }).where('user_id', user.id).delete()
  await DeviceAuthorization.forget(user, trx)
  await PersonalToken.query({ client: trx }).where('user_id', user.id).delete()
}
