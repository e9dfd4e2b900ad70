import db from '@adonisjs/lucid/services/db'
import Picture from '#models/people/picture'
import { BATCH, type Keeper } from '#storage/stored'

export const KEPT_PICTURES: Keeper = {
  async knownAmong(keys) {
    const pictures: { id: string }[] = await db.from('pictures').select('id').whereIn('id', keys)
    return pictures.map(({ id }) => id)
  },
  async after(last) {
    const pictures = await Picture.query().where('id', '>', last).orderBy('id').limit(BATCH)
    return pictures.map(({ id, userId: ownerId, size, sha256 }) => ({ id, ownerId, size, sha256 }))
  },
  isThere: async (id) => (await Picture.find(id)) !== null,
}
