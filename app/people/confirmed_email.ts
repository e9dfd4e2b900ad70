import { sendVerification } from '#accounts/verify_email'
import { goOnConfirmed } from '#accounts/waiting'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import emitEmailVerified from '#events/email_verified'
import { problems } from '#exceptions/problem'
import { record } from '#activity/record'
import { holdSuperUser } from '#models/sign_ins/hold'
import type User from '#models/user'

const refuseDeleted = ({ username, status }: User) => {
  if (status === 'deleted') throw problems.conflict('notActive', { username, status })
}

/**
 * The address counts as unconfirmed until its owner follows the link that is sent to it.
 * @throws Problem conflict if the account is deleted
 */
export async function askToConfirmEmail(person: User) {
  await transaction(async (trx) => {
    await holdSuperUser(trx, person)
    refuseDeleted(person)
    person.merge({ emailVerifiedAt: null, emailClaimedAt: null })
    await person.save()
    await sendVerification(person, person.email, trx)
    await record('email_confirmation_asked', { userId: person.id }, trx)
  })
}

/**
 * Confirms the address on the word of the super user. Anything shared with the address still waits for its owner: only
 * a link from the mailbox proves who that is.
 * @throws Problem conflict if the account is deleted
 */
export async function markEmailConfirmed(person: User) {
  const wasConfirmed = await transaction(async (trx) => {
    await holdSuperUser(trx, person)
    refuseDeleted(person)
    const isConfirmed = person.emailVerifiedAt !== null
    person.emailVerifiedAt ??= await databaseTime(trx)
    await person.save()
    await goOnConfirmed(person, trx)
    await record('email_confirmed', { userId: person.id }, trx)
    return isConfirmed
  })
  if (!wasConfirmed) await emitEmailVerified(person)
}
