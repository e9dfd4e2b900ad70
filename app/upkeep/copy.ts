import type { FileStore } from '#storage/file_store'
import { inParallel } from '#storage/in_parallel'
import { allStored } from '#upkeep/keepers'
import type { Stored } from '#storage/stored'
import { conditionIn } from '#upkeep/verify'

/** Files copied at the same time. */
const WIDTH = 4

export type CopyOutcome = 'copied' | 'present' | 'missing' | 'changed'

/** A copy is read again before it counts. */
async function copyFile(file: Stored, from: FileStore, to: FileStore): Promise<CopyOutcome> {
  if ((await conditionIn(to, file)) === 'whole') return 'present'
  if ((await from.sizeOf(file.id)) === null) return 'missing'

  await to.writeIncoming(file.id, await from.read(file.id), file.size)
  await to.makeFinal(file.id)
  if ((await conditionIn(to, file)) === 'whole') return 'copied'
  await to.remove(file.id)
  return 'changed'
}

/**
 * Copies the bytes of everything that is stored. Whatever is whole in `to` is skipped, so that a second run does the
 * rest.
 */
export async function copyFiles(
  from: FileStore,
  to: FileStore,
  onFault: (file: Stored, outcome: CopyOutcome) => void
) {
  const counts = { copied: 0, present: 0, missing: 0, changed: 0 }
  await inParallel(WIDTH, allStored(), async (file) => {
    const outcome = await copyFile(file, from, to)
    counts[outcome] += 1
    if (outcome === 'missing' || outcome === 'changed') onFault(file, outcome)
  })
  return counts
}
