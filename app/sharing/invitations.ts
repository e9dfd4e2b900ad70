import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import FileShare from '#models/file_share'
import type User from '#models/user'
import { lockAddress } from '#sharing/recipient'

/**
 * Gives an account what has waited for its address, except files that are its own by now. Belongs into the
 * transaction that finds the address confirmed, so that no crash can come in between.
 * @returns the ids of the files
 */
export async function claimInvitations({ id, email }: User, trx: TransactionClientContract) {
  await lockAddress(email, trx)
  const own = trx.from('files').select('id').where('owner_id', id)
  await FileShare.waitingFor(email, trx).whereIn('file_id', own).delete()
  const given = FileShare.waitingFor(email, trx)
  const claimed: { file_id: string }[] = await given.update({ user_id: id }, ['file_id'])
  return claimed.map(({ file_id: fileId }) => fileId)
}
