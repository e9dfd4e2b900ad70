import type { HttpContext } from '@adonisjs/core/http'
import { record } from '#activity/record'
import { guess, guesserConfirming } from '#sign_ins/guesses'
import { verifyPassword } from '#passwords/hashing'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import type SignIn from '#models/sign_in'

/**
 * Confirms a sign-in by password: for this sign-in only, and for signInLimits.confirmation seconds. The request may
 * come from elsewhere than the sign-in did.
 * @param field that the password came in
 * @throws Problem validation_failed if the password is wrong, too_many_requests, or forbidden for a personal token
 */
export async function confirm(
  { guard, request }: HttpContext,
  password: string,
  field = 'password'
) {
  const signIn = guard.getSignInOrFail()
  const user = guard.getUserOrFail()
  const facts = { ...signIn.facts, ip: request.ip() }
  const isRight = () => verifyPassword(user.passwordHash, password)
  if (!(await guess(await guesserConfirming(user, signIn, request), isRight))) {
    await record('confirmation_failed', facts)
    throw problems.wrongPassword(field)
  }
  await transaction(async (trx) => {
    await signIn.markConfirmed(trx)
    await record('confirmed', facts, trx)
  })
  await guard.renew()
}

/** @throws Problem reauthentication_required */
export async function assertConfirmed(signIn: SignIn) {
  if (!(await signIn.isConfirmed())) throw problems.reauthenticationRequired()
}
