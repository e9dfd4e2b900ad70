import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { currentAsker } from '#activity/asker'
import type { AsRead } from '#database/as_read'
import { problems } from '#exceptions/problem'
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
 * The same for whoever asks for a change, as asker_middleware.ts has recorded it. A command, a job and a request that
 * only reads have no access that could end: nothing is held, and null returned.
 * @throws as holdAccess()
 */
export async function holdAsker(client: TransactionClientContract) {
  const { userId, signInId, personalTokenId } = currentAsker()
  if (!userId) return null
  const asker = await holdOwner(userId, client)
  if (personalTokenId) await lockAccessById(PersonalToken, personalTokenId, client)
  else await lockAccessById(SignIn, signInId!, client)
  return asker
}

/** @throws Problem not_found if the role has been handed over since the request was let in */
async function holdRole(client: TransactionClientContract) {
  const asker = await holdAsker(client)
  if (asker && !asker.isSuperUser) throw problems.notFound()
}

/**
 * For every change that only the super user may ask for. Of two accounts the one with the lower id is locked first, as
 * everywhere that several accounts are locked.
 * @param person whose account is changed, if anybody's: it is locked and read again
 * @throws as holdAsker()
 * @throws Problem not_found if the asker is not the super user any more; precondition_failed
 */
export async function holdSuperUser(
  client: TransactionClientContract,
  person?: User,
  { asRead }: AsRead = {}
) {
  const { userId = Infinity } = currentAsker()
  if (person && person.id <= userId) await person.lock(client, { asRead })
  await holdRole(client)
  if (person && person.id > userId) await person.lock(client, { asRead })
}
