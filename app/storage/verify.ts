import File from '#models/file'
import Picture from '#models/people/picture'
import { type Checksum, checksumOf, isSame } from '#storage/checksum'
import type { FileStore } from '#storage/file_store'
import { inParallel } from '#storage/in_parallel'

/** Rows in one query. */
const BATCH = 200

/** Files that are read at once. */
const WIDTH = 4

/** How the bytes of a file are found: as its row says, or not. */
export type Condition = 'whole' | 'missing' | 'changed'

/** A file, or a picture of somebody. */
export type Stored = Checksum & { id: string; ownerId: number }

const filesAfter = (id: string): Promise<Stored[]> =>
  File.query().where('state', 'stored').where('id', '>', id).orderBy('id').limit(BATCH)

async function picturesAfter(last: string): Promise<Stored[]> {
  const pictures = await Picture.query().where('id', '>', last).orderBy('id').limit(BATCH)
  return pictures.map(({ id, userId: ownerId, size, sha256 }) => ({ id, ownerId, size, sha256 }))
}

/** All whose bytes should be in the storage: files, those in the bin included, and pictures of people. */
export async function* allStored(): AsyncIterable<Stored> {
  for (const rowsAfter of [filesAfter, picturesAfter]) {
    let rows = await rowsAfter('00000000-0000-0000-0000-000000000000')
    while (rows.length) {
      yield* rows
      rows = await rowsAfter(rows.at(-1)!.id)
    }
  }
}

/** Reads the bytes only where their number is right. */
export async function conditionIn(store: FileStore, file: Stored): Promise<Condition> {
  const size = await store.sizeOf(file.id)
  if (size === null) return 'missing'
  if (size !== file.size) return 'changed'
  return isSame(file, await checksumOf(await store.read(file.id))) ? 'whole' : 'changed'
}

/** Somebody may have removed it while it was looked at. */
const isStillThere = async ({ id }: Stored) =>
  (await File.query().where('id', id).where('state', 'stored').first()) !== null ||
  (await Picture.find(id)) !== null

/** Reads every one, and tells of those that are not as their row says. */
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
