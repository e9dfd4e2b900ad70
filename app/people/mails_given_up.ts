import { sendVerification } from '#accounts/verify_email'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { record } from '#activity/record'
import OutgoingMail from '#models/outgoing_mail'
import { holdSuperUser } from '#models/sign_ins/hold'
import User from '#models/user'
import { mailInvitation } from '#people/invitation'
import { mailReset } from '#people/password_reset'

/**
 * The text of an email is erased when it is given up, since it may hold a link. These can be written again, with a new
 * link.
 */
const WRITTEN_AGAIN: Record<string, (user: User) => Promise<unknown>> = {
  reset_password: mailReset,
  account_invitation: mailInvitation,
  verify_email: (user) =>
    transaction(async (trx) => {
      await holdSuperUser(trx, user)
      if (!user.waitingEmail) throw problems.conflict('mailNotNeeded')
      await sendVerification(user, user.waitingEmail, trx)
      await record('email_confirmation_asked', { userId: user.id }, trx)
    }),
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
 * Writes an undeliverable email again, to the account's current address.
 * @throws Problem not_found if no such email was given up, conflict if it cannot be written again
 */
export async function writeAgain(id: string) {
  const mail = await OutgoingMail.query().where({ id, state: 'given_up' }).first()
  if (!mail) throw problems.notFound()
  if (!canBeWrittenAgain(mail)) throw problems.conflict('mailIsGone')
  const user = await User.withStatus().where('id', mail.userId!).firstOrFail()
  await WRITTEN_AGAIN[mail.kind](user)
  await mail.delete()
  return mail
}
