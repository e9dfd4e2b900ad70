import { randomBytes } from 'node:crypto'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { sendReset } from '#people/password_reset'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { record } from '#activity/record'
import AccountInvitationMail from '#mails/account_invitation_mail'
import { holdSuperUser } from '#models/sign_ins/hold'
import { refuseTakenNames } from '#models/unique_names'
import User from '#models/user'
import { hashPassword } from '#passwords/hashing'

/** The invited person may be on holiday. */
const LIFETIME = { days: 7 }

type Names = { username: string; email: string }

async function queueInvitation(user: User, trx: TransactionClientContract) {
  const token = await sendReset(user, LIFETIME, trx)
  await new AccountInvitationMail(user, token).queue(trx)
}

/** Sends the invitation again, if it did not arrive. Hold the super user and the account first. */
export async function inviteAgain(user: User, trx: TransactionClientContract) {
  if (user.status === 'deleted')
    throw problems.conflict('notActive', { username: user.username, status: user.status })
  await queueInvitation(user, trx)
  await record('account_invited', { userId: user.id }, trx)
}

/**
 * Creates an account whose password nobody knows. The person chooses one by the link in their email, which also proves
 * that the address is theirs.
 * @throws Problem validation_failed if the username or email is taken
 */
export async function invite({ username, email }: Names): Promise<User> {
  const passwordHash = await hashPassword(randomBytes(32).toString('base64url'))
  return refuseTakenNames(() =>
    transaction(async (trx) => {
      await holdSuperUser(trx)
      const user = await User.create(
        { username, email, passwordHash, status: 'active', isSuperUser: false },
        { client: trx }
      )
      await queueInvitation(user, trx)
      await record('account_invited', { userId: user.id }, trx)
      return user
    })
  )
}
