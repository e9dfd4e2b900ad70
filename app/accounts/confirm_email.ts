import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { loseAddress } from '#accounts/delete_account'
import { giveClaimed, goOnConfirmed } from '#accounts/waiting'
import { databaseTime } from '#database/time'
import { forChange, transaction } from '#database/transaction'
import emitEmailVerified from '#events/email_verified'
import { problems } from '#exceptions/problem'
import { record } from '#activity/record'
import EmailChangedMail from '#mails/email_changed_mail'
import EmailVerification from '#models/email_verification'
import PasswordReset from '#models/password_reset'
import { isTakenName } from '#models/unique_names'
import User from '#models/user'

const belongsToAnother = () => problems.conflict('emailOfAnother')

const belongsToUnconfirmed = () => problems.conflict('emailOfUnconfirmed')

/**
 * Confirms the address that the link was sent to. If it was waiting for that, it becomes the account's address.
 * @param signedInAs the account that the person following the link is signed in to
 * @throws Problem validation_failed if the link is not valid, conflict if another account has the address by now
 * @returns the path of what has been waiting for the address, if anything has
 */
export async function confirmEmail(token: string, signedInAs?: User) {
  try {
    const { user, place } = await transaction((trx) => redeem(token, signedInAs, trx))
    await emitEmailVerified(user)
    return place
  } catch (error) {
    if (!isTakenName(error)) throw error
    throw belongsToAnother()
  }
}

async function redeem(token: string, signedInAs: User | undefined, trx: TransactionClientContract) {
  const { user, email, other } = await spendVerification(token, trx)
  const isClaim = user.id === signedInAs?.id
  if (other && user.pendingEmail === email) await takeFrom(other, isClaim, trx)
  return { user, place: await confirm(user, email, isClaim, trx) }
}

/**
 * If two accounts name an address, it belongs to the one whose owner reads its mail. An account that has never
 * confirmed it loses it. Somebody who is not signed in may have been tricked into confirming for someone else.
 */
async function takeFrom(other: User, isClaim: boolean, trx: TransactionClientContract) {
  if (other.emailVerifiedAt) throw belongsToAnother()
  if (!isClaim) throw belongsToUnconfirmed()
  await loseAddress(other, trx)
}

/**
 * @param isClaim whether the person following the link is signed in to this account
 * @throws Problem validation_failed if the account no longer wants this address
 */
async function confirm(
  user: User,
  email: string,
  isClaim: boolean,
  trx: TransactionClientContract
) {
  if (user.status === 'deleted') throw problems.deadLink()
  if (email === user.pendingEmail) await moveTo(user, email, trx)
  else if (email !== user.email) throw problems.deadLink()
  user.emailVerifiedAt ??= await databaseTime(trx)
  const place = isClaim ? await claimEmail(user, trx) : undefined
  await user.useTransaction(trx).save()
  await goOnConfirmed(user, trx)
  return place
}

/**
 * Call it only if the person reading the mail is known to own the account: they alone get what waits for the address.
 * Somebody who confirms without being signed in may have been tricked into it.
 */
export async function claimEmail(user: User, trx: TransactionClientContract) {
  const now = await databaseTime(trx)
  user.emailVerifiedAt ??= now
  user.emailClaimedAt ??= now
  user.registeredWith = null
  user.registeredFrom = null
  await user.useTransaction(trx).save()
  return giveClaimed(user, trx)
}

/** Also invalidates the reset links that went to the old address. */
async function moveTo(user: User, email: string, trx: TransactionClientContract) {
  await PasswordReset.forget(user, trx)
  await EmailVerification.forgetOthers(user, [email], trx)
  await new EmailChangedMail(user, { newEmail: email }).queue(trx)
  await record('email_changed', { userId: user.id }, trx)
  user.email = email
  user.emailVerifiedAt = null
  user.emailClaimedAt = null
  user.pendingEmail = null
}

/**
 * Uses up a link. Locks its account, and any other account that has the address, in the order of their ids, as
 * everywhere that several accounts are locked.
 * @throws Problem validation_failed if the link is not valid
 */
export async function spendVerification(token: string, trx: TransactionClientContract) {
  const link = await EmailVerification.findByToken(token, trx)
  if (!link) throw problems.deadLink()

  const { userId, email } = link
  const accounts = User.query({ client: trx }).where('id', userId).orWhere('email', email)
  const locked = await forChange(accounts.orderBy('id'))
  const [spent] = await EmailVerification.query({ client: trx }).where('id', link.id).delete()
  const user = locked.find(({ id }) => id === userId)
  if (!spent || !user) throw problems.deadLink()
  return { user, email, other: locked.find(({ id }) => id !== userId) }
}
