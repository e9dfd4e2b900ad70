import { markDeleted } from '#accounts/delete_account'
import { type AsRead, lockAsRead } from '#database/as_read'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { holdAsker } from '#models/sign_ins/hold'
import type User from '#models/user'

/**
 * As if its owner had done it: the account can be restored until it is scrubbed.
 * @throws Problem conflict if it is deleted already, or the super user's; precondition_failed
 */
export async function removeAccount(user: User, { asRead }: AsRead = {}) {
  await transaction(async (trx) => {
    if (asRead) await lockAsRead(user, trx)
    await user.lock(trx)
    await holdAsker(trx)
    user.refuseIfSuperUser()
    if (user.status === 'deleted')
      throw problems.conflict('notActive', { username: user.username, status: user.status })
    await markDeleted(user, trx)
  })
}
