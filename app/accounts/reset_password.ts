import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { setPassword } from '#accounts/change_password'
import { claimEmail } from '#accounts/confirm_email'
import { goOnConfirmed } from '#accounts/waiting'
import { forChange, transaction } from '#database/transaction'
import emitEmailVerified from '#events/email_verified'
import { problems } from '#exceptions/problem'
import PasswordReset from '#models/password_reset'
import User from '#models/user'
import { hashPassword } from '#passwords/hashing'
import { endAllAccess } from '#sign_ins/end'

/** Whose password the link would set, or null. Changes nothing. */
export async function findResetOwner(token: string) {
  const reset = await PasswordReset.findByToken(token)
  return reset && User.find(reset.userId)
}

/** @throws Problem validation_failed if the link is not valid */
export async function resetOwner(token: string) {
  const owner = await findResetOwner(token)
  if (!owner) throw problems.deadLink()
  return owner
}

/**
 * Sets the password and ends every sign-in. The link comes from the owner's mailbox, so it proves the address too.
 * Signs nobody in. Of two simultaneous requests, one succeeds.
 * @throws Problem validation_failed if the link is not valid
 */
export async function resetPassword(token: string, password: string) {
  const passwordHash = await hashPassword(password)
  const { owner, wasVerified } = await transaction(async (trx) => {
    const spender = await spendReset(token, trx)
    const verifiedAt = spender.emailVerifiedAt
    await setPassword(spender, passwordHash, trx)
    await claimEmail(spender, trx)
    await goOnConfirmed(spender, trx)
    await endAllAccess(spender, trx)
    return { owner: spender, wasVerified: verifiedAt !== null }
  })
  if (!wasVerified) await emitEmailVerified(owner)
  return owner
}

/**
 * Uses up a link. Locks the account before its links, as everywhere.
 * @throws Problem validation_failed if the link is not valid
 */
export async function spendReset(token: string, trx: TransactionClientContract) {
  const reset = await PasswordReset.findByToken(token, trx)
  if (!reset) throw problems.deadLink()

  const account = User.query({ client: trx }).where('id', reset.userId!)
  const owner = await forChange(account).firstOrFail()
  const [spent] = await PasswordReset.query({ client: trx }).where('id', reset.id).delete()
  if (!spent || owner.status === 'deleted') throw problems.deadLink()
  return owner
}
