import type { HttpContext } from '@adonisjs/core/http'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { logSecurity } from '#logs/security_log'
import { problems } from '#exceptions/problem'
import PersonalToken from '#models/personal_token'
import SignIn from '#models/sign_in'
import type User from '#models/user'

/**
 * Ends one of the caller's own sign-ins; the one in hand as signing out does. An id that is no id is like one that is
 * not theirs.
 * @throws Problem not_found
 */
export async function endSignIn({ guard }: HttpContext, id: string) {
  if (id === guard.signIn?.id) return guard.logout()
  const user = guard.getUserOrFail()
  const [ended] = await SignIn.query().where('user_id', user.id).where('id', id).delete()
  if (!ended) throw problems.notFound()
  logSecurity('signed_out', { userId: user.id, signInId: id })
}

export async function endOtherSignIns(
  user: User,
  current: SignIn,
  trx?: TransactionClientContract
) {
  const others = SignIn.query({ client: trx }).where('user_id', user.id)
  await others.whereNot('id', current.id).delete()
  logSecurity('signed_out', { userId: user.id, allBut: current.id }, trx)
}

/**
 * The one place where an account is shut to everyone who got in before, personal tokens included. Lock or change the
 * account first: what comes in at the same time waits for that.
 */
export async function endAllAccess(user: User, trx: TransactionClientContract) {
  await SignIn.query({ client: trx }).where('user_id', user.id).delete()
  await PersonalToken.query({ client: trx }).where('user_id', user.id).delete()
}
