import db from '@adonisjs/lucid/services/db'
import fileStore, { type StoredObject } from '#storage/file_store'

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

async function knownAmong(objects: StoredObject[]) {
  const keys = objects.map(({ key }) => key)
  const files: { id: string }[] = await db.from('files').select('id').whereIn('id', keys)
  const archives: { id: string }[] = await db
    .from('data_exports')
    .select('storage_key as id')
    .whereIn('storage_key', keys)
  const pictures: { id: string }[] = await db.from('pictures').select('id').whereIn('id', keys)
  return new Set([...files, ...archives, ...pictures].map(({ id }) => id))
}

/** What lies in the storage since before then, and is part of no file, archive of somebody's data or picture. */
export async function findStrays(before: Date) {
  const incoming: StoredObject[] = []
  const unknown: StoredObject[] = []
  let known = 0
  for await (const objects of inBatches(fileStore.list())) {
    const old = objects.filter(({ modifiedAt }) => modifiedAt < before)
    const final = old.filter(({ place }) => place === 'final')
    const keys = await knownAmong(final)
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
