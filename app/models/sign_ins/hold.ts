import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { type Access, lockAccess } from '#models/sign_ins/access'
import User from '#models/user'

/**
 * For whatever outlives the request: of what ends access, that which came first wins, and that which comes later finds
 * what was made. Lock any other accounts before.
 * @throws {AccessEnded}
 * @throws Problem account_suspended
 */
export async function holdAccess(access: Access, client: TransactionClientContract) {
  const owner = await User.withStatus(client).where('id', access.userId).forShare().firstOrFail()
  owner.assertGoesOn()
  await lockAccess(access, client)
  return owner
}
