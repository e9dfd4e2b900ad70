import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import Picture from '#models/people/picture'
import type User from '#models/user'
import fileStore from '#storage/file_store'

/** If the storage fails to delete the bytes, no row refers to them any more and files:prune removes them. */
export async function removePictureBytes(keys: string[]) {
  for (const key of keys)
    await fileStore
      .remove(key)
      .catch((error) => logger.warn({ err: error, key }, 'could not remove a picture'))
}

/** Lock the account first. Its row is saved along with the other changes. */
export async function forgetPicture(user: User, trx: TransactionClientContract) {
  user.pictureId = null
  const kept = await Picture.of(user, trx)
  if (!kept.length) return
  await Picture.of(user, trx).delete()
  trx.after('commit', () => removePictureBytes(kept.map(({ id }) => id)))
}
