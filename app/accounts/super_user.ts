import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { record } from '#activity/record'
import User from '#models/user'

/**
 * There is at most one super user: the title moves, and of two moves at once the later one counts.
 * @throws Problem conflict where the account is not active
 */
export async function makeSuperUser(user: User) {
  await transaction(async (trx) => {
    await trx.rawQuery(`select pg_advisory_xact_lock(hashtext('users_one_super_user'))`)
    const users = () => User.query({ client: trx })
    // In the order of their ids, as all who lock several.
    await users().where('id', user.id).orWhere('is_super_user', true).orderBy('id').forUpdate()
    await user.useTransaction(trx).refresh()
    if (user.status !== 'active')
      throw problems.conflict('notActive', { username: user.username, status: user.status })
    await users().where('is_super_user', true).update({ is_super_user: false })
    await users().where('id', user.id).update({ is_super_user: true })
    await user.refresh()
    await record('super_user_made', { userId: user.id }, trx)
  })
}
