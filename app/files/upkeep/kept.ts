import db from '@adonisjs/lucid/services/db'
import File from '#models/file'
import { BATCH, type Keeper } from '#storage/stored'

const stored = () => File.query().where('state', 'stored')

/** All files, including those in the bin. */
export const KEPT_FILES: Keeper = {
  async knownAmong(keys) {
    const files: { id: string }[] = await db.from('files').select('id').whereIn('id', keys)
    return files.map(({ id }) => id)
  },
  after: (id) => stored().where('id', '>', id).orderBy('id').limit(BATCH),
  isThere: async (id) => (await stored().where('id', id).first()) !== null,
}
