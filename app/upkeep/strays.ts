import fileStore, { type StoredObject } from '#storage/file_store'
import { knownAmong } from '#upkeep/keepers'

/** Objects that are looked up in one query. */
const BATCH = 500

/** So many may be left behind. More of them than of known ones rather means that this is the wrong database. */
const FEW = 100

async function* inBatches<T>(items: AsyncIterable<T>): AsyncIterable<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length === BATCH) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

/** What lies in the storage since before then, and that nobody keeps. */
export async function findStrays(before: Date) {
  const incoming: StoredObject[] = []
  const unknown: StoredObject[] = []
  let known = 0
  for await (const objects of inBatches(fileStore.list())) {
    const old = objects.filter(({ modifiedAt }) => modifiedAt < before)
    const final = old.filter(({ place }) => place === 'final')
    const keys = await knownAmong(final.map(({ key }) => key))
    incoming.push(...old.filter(({ place }) => place === 'incoming'))
    unknown.push(...final.filter(({ key }) => !keys.has(key)))
    known += keys.size
  }
  return { incoming, unknown, isPlausible: unknown.length <= Math.max(FEW, known) }
}

/** @returns how many it removed before it was told to end */
export async function removeStrays(strays: StoredObject[], signal?: AbortSignal) {
  let removed = 0
  for (const { key, place } of strays) {
    if (signal?.aborted) break
    await fileStore.remove(key, [place])
    removed += 1
  }
  return removed
}
