import File from '#models/file'
import { checksumOf, isSame } from '#storage/checksum'
import type { FileStore } from '#storage/file_store'
import { inParallel } from '#storage/in_parallel'

/** Rows in one query. */
const BATCH = 200

/** Files that are read at once. */
const WIDTH = 4

/** How the bytes of a file are found: as its row says, or not. */
export type Condition = 'whole' | 'missing' | 'changed'

/** All files whose bytes should be in the storage, those in the bin included. */
export async function* storedFiles(): AsyncIterable<File> {
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const files = await File.query()
      .where('state', 'stored')
      .where('id', '>', last)
      .orderBy('id')
      .limit(BATCH)
    if (files.length === 0) return
    yield* files
    last = files.at(-1)!.id
  }
}

/** Reads the bytes only where their number is right. */
export async function conditionIn(store: FileStore, file: File): Promise<Condition> {
  const size = await store.sizeOf(file.id)
  if (size === null) return 'missing'
  if (size !== file.size) return 'changed'
  return isSame(file, await checksumOf(await store.read(file.id))) ? 'whole' : 'changed'
}

/** Somebody may have removed it while it was looked at. */
const isStillThere = async ({ id }: File) =>
  (await File.query().where('id', id).where('state', 'stored').first()) !== null

/** Reads every file, and tells of those that are not as their row says. */
export async function verifyFiles(
  store: FileStore,
  onFault: (file: File, condition: Condition) => void
) {
  const counts = { whole: 0, missing: 0, changed: 0 }
  await inParallel(WIDTH, storedFiles(), async (file) => {
    const condition = await conditionIn(store, file)
    if (condition !== 'whole') {
      if (!(await isStillThere(file))) return
      onFault(file, condition)
    }
    counts[condition] += 1
  })
  return counts
}
