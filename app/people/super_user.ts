import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { forChange, transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { record } from '#activity/record'
import type SignIn from '#models/sign_in'
import { lockAccess } from '#models/sign_ins/access'
import User from '#models/user'

export const findSuperUser = (client?: TransactionClientContract) =>
  User.findBy('isSuperUser', true, { client })

/** Transfers of the role wait for each other, even if nobody has it yet. */
const waitForTurn = (trx: TransactionClientContract) =>
  trx.rawQuery(`select pg_advisory_xact_lock(hashtext('users_one_super_user'))`)

/**
 * There is at most one super user: the role moves. Of two simultaneous transfers the later one counts, unless the super
 * user makes both, because they no longer have the role after the first.
 * @param by the sign-in of who hands it over; undefined for a command
 * @throws Problem conflict if the account is not active, not_found if the role is no longer theirs to give
 * @throws {AccessEnded}
 */
export async function makeSuperUser(user: User, by?: SignIn) {
  await transaction(async (trx) => {
    await waitForTurn(trx)
    const users = () => User.query({ client: trx })
    // In the order of their ids, as everywhere that several accounts are locked.
    const locked = users().where('id', user.id).orWhere('is_super_user', true)
    const accounts = await forChange(locked.orderBy('id'))
    const holder = accounts.find(({ isSuperUser }) => isSuperUser)
    if (by && holder?.id !== by.userId) throw problems.notFound()
    if (by) await lockAccess(by, trx)
    await user.lock(trx)
    const { id, username, status } = user
    if (status !== 'active') throw problems.conflict('notActive', { username, status })
    await users().where('is_super_user', true).update({ is_super_user: false })
    await users().where('id', id).update({ is_super_user: true })
    await user.refresh()
    await record('super_user_made', { userId: id }, trx)
  })
}

/**
 * From here on somebody else is the super user, and the caller is an ordinary person.
 * @throws Problem validation_failed if nobody has that username, and as makeSuperUser()
 */
export async function handOver(username: string, by: SignIn) {
  const heir = await User.findBy('username', username)
  if (!heir || heir.status === 'deleted') throw problems.brokenRule('username.known')
  if (heir.id === by.userId) throw problems.brokenRule('username.another')
  await makeSuperUser(heir, by)
  return heir
}
