import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { LucidModel, LucidRow } from '@adonisjs/lucid/types/model'
import { AccessEnded } from '#exceptions/problem'

/** What lets somebody in, until it is ended: a sign-in or a personal token. */
export type Access = LucidRow & { id: string; userId: number }

export async function lockAccessById(
  model: LucidModel,
  id: string,
  client: TransactionClientContract
) {
  const here = await model.query({ client }).where('id', id).forShare().first()
  if (!here) throw new AccessEnded()
}

/**
 * Lock the account first. Whoever would end the access waits; an end that came first wins. What merely expires during a
 * long request does not matter.
 * @throws {AccessEnded}
 */
export const lockAccess = (access: Access, client: TransactionClientContract) =>
  lockAccessById(access.constructor as LucidModel, access.id, client)
