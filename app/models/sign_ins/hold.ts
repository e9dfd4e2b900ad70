import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { currentAsker } from '#activity/asker'
import { type Access, lockAccess, lockAccessById } from '#models/sign_ins/access'
import PersonalToken from '#models/personal_token'
import SignIn from '#models/sign_in'
import User from '#models/user'

async function holdOwner(userId: number, client: TransactionClientContract) {
  const owner = await User.withStatus(client).where('id', userId).forShare().firstOrFail()
  owner.assertGoesOn()
  return owner
}

/**
 * For whatever outlives the request: of what ends access, that which came first wins, and that which comes later finds
 * what was made. Lock any other accounts before.
 * @throws {AccessEnded}
 * @throws Problem account_suspended
 */
export async function holdAccess(access: Access, client: TransactionClientContract) {
  const owner = await holdOwner(access.userId, client)
  await lockAccess(access, client)
  return owner
}

/**
 * The same for whoever asks for a change, where it does not matter who that is. What a command changes is asked for by
 * nobody whose access could end.
 * @throws as holdAccess()
 */
export async function holdAsker(client: TransactionClientContract) {
  const { userId, signInId, personalTokenId } = currentAsker()
  if (!userId) return
  await holdOwner(userId, client)
  if (personalTokenId) await lockAccessById(PersonalToken, personalTokenId, client)
  else await lockAccessById(SignIn, signInId!, client)
}
