import db from '@adonisjs/lucid/services/db'
import type { Keeper } from '#storage/stored'

/** Archives are replaced sooner than they would ever be verified. */
export const KEPT_ARCHIVES: Keeper = {
  async knownAmong(keys) {
    const archives: { id: string }[] = await db
      .from('data_exports')
      .select('storage_key as id')
      .whereIn('storage_key', keys)
    return archives.map(({ id }) => id)
  },
}
