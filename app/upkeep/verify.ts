import { checksumOf, isSame } from '#storage/checksum'
import type { FileStore } from '#storage/file_store'
import { inParallel } from '#storage/in_parallel'
import { allStored, isStillThere } from '#upkeep/keepers'
import type { Stored } from '#storage/stored'

/** Files read at the same time. */
const WIDTH = 4

/** Whether the bytes of a file are as its row says. */
export type Condition = 'whole' | 'missing' | 'changed'

/** Reads the bytes only if their number is right. */
export async function conditionIn(store: FileStore, file: Stored): Promise<Condition> {
  const size = await store.sizeOf(file.id)
  if (size === null) return 'missing'
  if (size !== file.size) return 'changed'
  return isSame(file, await checksumOf(await store.read(file.id))) ? 'whole' : 'changed'
}

/** Reads every file, and reports those that are not as their row says. */
export async function verifyFiles(
  store: FileStore,
  onFault: (file: Stored, condition: Condition) => void
) {
  const counts = { whole: 0, missing: 0, changed: 0 }
  await inParallel(WIDTH, allStored(), async (file) => {
    const condition = await conditionIn(store, file)
    if (condition !== 'whole') {
      if (!(await isStillThere(file))) return
      onFault(file, condition)
    }
    counts[condition] += 1
  })
  return counts
}
