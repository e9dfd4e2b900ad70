import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { sendVerification } from '#accounts/verify_email'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { record } from '#activity/record'
import OutgoingMail from '#models/outgoing_mail'
import { holdSuperUser } from '#models/sign_ins/hold'
import User from '#models/user'
import { inviteAgain } from '#people/invitation'
import { writeReset } from '#people/password_reset'

/**
 * The text of an email is erased when it is given up, since it may hold a link. These can be written again, with a new
 * link.
 */
const WRITTEN_AGAIN: Record<string, (user: User, trx: TransactionClientContract) => unknown> = {
  reset_password: writeReset,
  account_invitation: inviteAgain,
  verify_email: async (user, trx) => {
    if (!user.waitingEmail) throw problems.conflict('mailNotNeeded')
    await sendVerification(user, user.waitingEmail, trx)
    await record('email_confirmation_asked', { userId: user.id }, trx)
  },
}

export const canBeWrittenAgain = ({ kind, userId }: OutgoingMail) =>
  userId !== null && kind in WRITTEN_AGAIN

/** Newest first. */
export const listMailsGivenUp = () =>
  OutgoingMail.query()
    .where('state', 'given_up')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')

/**
 * Writes an undeliverable email again, to the account's current address. Of two simultaneous requests, one does.
 * @throws Problem not_found if no such email was given up, conflict if it cannot be written again, or was meanwhile
 */
export async function writeAgain(id: string) {
  const mail = await listMailsGivenUp().where({ id }).first()
  if (!mail) throw problems.notFound()
  if (!canBeWrittenAgain(mail)) throw problems.conflict('mailIsGone')
  const user = await User.withStatus().where('id', mail.userId!).firstOrFail()
  await transaction(async (trx) => {
    await holdSuperUser(trx, user)
    const [taken] = await OutgoingMail.query({ client: trx }).where({ id }).delete()
    if (!taken) throw problems.conflict('mailWrittenAgain')
    await WRITTEN_AGAIN[mail.kind](user, trx)
  })
  return mail
}
