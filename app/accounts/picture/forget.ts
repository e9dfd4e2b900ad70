import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import Picture from '#models/people/picture'
import type User from '#models/user'
import fileStore from '#storage/file_store'
import { tidied } from '#storage/tidying'

/** No row refers to them any more. */
export async function removePictureBytes(keys: string[]) {
  for (const key of keys) await tidied(key, fileStore.remove(key))
}

/** Lock the account first. Its row is saved along with the other changes. */
export async function forgetPicture(user: User, trx: TransactionClientContract) {
  user.pictureId = null
  const kept = await Picture.of(user, trx)
  if (!kept.length) return
  await Picture.of(user, trx).delete()
  trx.after('commit', () => removePictureBytes(kept.map(({ id }) => id)))
}
