import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { spendVerification } from '#accounts/confirm_email'
import { loseAddress } from '#accounts/delete_account'
import { dropPendingEmail } from '#accounts/pending_email'
import { spendReset } from '#accounts/reset_password'
import { record } from '#activity/record'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import type User from '#models/user'

/**
 * "That is not my account", says the person who reads the mail of an address. If the account has claimed the address,
 * it is their own: they give it up by deleting it.
 */
async function disown(user: User, email: string, trx: TransactionClientContract) {
  if (user.status === 'deleted') throw problems.deadLink()
  if (email === user.pendingEmail) await dropPendingEmail(user, trx)
  else if (email === user.email && !user.emailClaimedAt) await loseAddress(user, trx)
  else throw problems.deadLink()
  await record('email_disowned', { userId: user.id }, trx)
}

/**
 * By a link to confirm an address: the account loses the address, or its request to change to it.
 * @throws Problem validation_failed if the link is not valid
 */
export const disownByVerification = (token: string) =>
  transaction(async (trx) => {
    const { user, email } = await spendVerification(token, trx)
    await disown(user, email, trx)
  })

/**
 * By a link to choose a new password, which can be sent however old the account is.
 * @throws Problem validation_failed if the link is not valid
 */
export const disownByReset = (token: string) =>
  transaction(async (trx) => {
    const user = await spendReset(token, trx)
    await disown(user, user.email, trx)
  })
