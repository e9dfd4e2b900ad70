import fileStore, { type StoredObject } from '#storage/file_store'
import { knownAmong } from '#upkeep/keepers'

/** Objects looked up per query. */
const BATCH = 500

/**
 * A plausible number of strays. If there are more, and more than known objects, this is probably the wrong database.
 */
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

/** Objects older than that which nothing refers to. */
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

/** @returns how many it removed before it was stopped */
export async function removeStrays(strays: StoredObject[], signal?: AbortSignal) {
  let removed = 0
  for (const { key, place } of strays) {
    if (signal?.aborted) break
    await fileStore.remove(key, [place])
    removed += 1
  }
  return removed
}
