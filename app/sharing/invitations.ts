import { urlFor } from '@adonisjs/core/services/url_builder'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { recordAll } from '#activity/record'
import FileShare from '#models/file_share'
import type User from '#models/user'
import { lockAddress } from '#sharing/recipient'

type Claimed = { id: string; file_id: string; role: string }

function placeOf(claimed: Claimed[]) {
  if (claimed.length > 1) return urlFor('shared_files.index')
  return claimed.length ? urlFor('files.show', { id: claimed[0].file_id }) : undefined
}

/**
 * Gives an account what has waited for its address, except files that it owns by now. Call it in the transaction that
 * confirms the address, so that no crash can come in between.
 * @returns the path where they find it, if anything has waited
 */
export async function claimInvitations({ id, email }: User, trx: TransactionClientContract) {
  await lockAddress(email, trx)
  const own = trx.from('files').select('id').where('owner_id', id)
  await FileShare.waitingFor(email, trx).whereIn('file_id', own).delete()
  const given = FileShare.waitingFor(email, trx)
  const claimed: Claimed[] = await given.update({ user_id: id }, ['id', 'file_id', 'role'])
  await recordAll(
    claimed.map(({ id: share, file_id: fileId, role }) => [
      'share_received',
      { userId: id, on: ['share', share], fileId, role },
    ]),
    trx
  )
  return placeOf(claimed)
}
