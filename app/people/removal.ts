import { markDeleted } from '#accounts/delete_account'
import type { AsRead } from '#database/as_read'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { holdSuperUser } from '#models/sign_ins/hold'
import type User from '#models/user'

/**
 * As if its owner had done it: the account can be restored until it is scrubbed.
 * @throws Problem conflict if it is deleted already, or the super user's; precondition_failed
 */
export async function removeAccount(user: User, { asRead }: AsRead = {}) {
  await transaction(async (trx) => {
    await holdSuperUser(trx, user, { asRead })
    user.refuseIfSuperUser()
    if (user.status === 'deleted')
      throw problems.conflict('notActive', { username: user.username, status: user.status })
    await markDeleted(user, trx)
  })
}
