import type { HttpContext } from '@adonisjs/core/http'
import { logSecurity } from '#logs/security_log'
import { problems } from '#exceptions/problem'
import SignIn from '#models/sign_in'

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
