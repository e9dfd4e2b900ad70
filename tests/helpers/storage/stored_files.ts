import { utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import fileStore from '#storage/file_store'

/** Where the tests' own storage keeps an object. */
export const pathOf = (key: string, place: 'incoming' | 'final' = 'final') =>
  join(process.env.STORAGE_LOCAL_ROOT!, place, key.slice(-2), key)

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)

/** As if an object had been written so long ago. */
export const ageBytes = (path: string, { hours }: { hours: number }) =>
  utimes(path, hoursAgo(hours), hoursAgo(hours))

/** As if the disk had turned some bits. */
export const damage = (key: string, bytes: string) => writeFile(pathOf(key), bytes)

export const changeRow = (id: string, changes: Record<string, unknown>) =>
  db.from('files').where('id', id).update(changes)

export const rowExists = async (id: string) =>
  (await db.from('files').where('id', id).first()) !== null

export const ago = (interval: string) => db.raw('now() - ?::interval', [interval])

/** The rows of somebody's files, oldest first. */
export const fileRowsOf = ({ id }: { id: number }) =>
  db.from('files').where('owner_id', id).orderBy('created_at')

/** What the storage holds as incoming or final. */
export async function storedKeys(place: 'incoming' | 'final') {
  const keys: string[] = []
  for await (const object of fileStore.list()) if (object.place === place) keys.push(object.key)
  return keys
}

/** Tells what has arrived since: where it is not known whether an upload was kept, its bytes wait for files:prune. */
export async function watchIncoming() {
  const before = new Set(await storedKeys('incoming'))
  return async () => (await storedKeys('incoming')).filter((key) => !before.has(key))
}
