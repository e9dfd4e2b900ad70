import type { Archive, Part } from '#exports/archive'
import { usageOf } from '#files/quota'
import { Paths } from '#exports/paths'
import { addJson } from '#exports/texts'
import File from '#models/file'
import type User from '#models/user'
import type { FileStore } from '#storage/file_store'
import { isMissing } from '#storage/storage_driver'
import FileTransformer from '#transformers/file_transformer'

/** Rows per query. */
const PAGE = 200

/** Most files are compressed already. */
const isText = ({ mediaType }: File) => /^text\/|[/+](json|xml)$/.test(mediaType)

async function* filesOf(owner: User): AsyncIterable<File> {
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const files = await File.ownedBy(owner)
      .where('files.id', '>', last)
      .orderBy('files.id')
      .limit(PAGE)
    yield* files
    if (files.length < PAGE) return
    last = files.at(-1)!.id
  }
}

/** Null if the file was deleted for good in the meantime: that does not wait for an archive. */
async function bytesOf({ id }: File, store: FileStore) {
  if ((await store.sizeOf(id)) === null) return null
  return store.read(id).catch((error) => {
    if (isMissing(error)) return null
    throw error
  })
}

/**
 * Adds the bytes of all files. One that is deleted for good meanwhile is left out.
 * @returns the path of each in the archive, by its id
 */
async function addBytes(archive: Archive, owner: User, store: FileStore) {
  const paths = new Paths()
  const places = new Map<string, string>()
  for await (const file of filesOf(owner)) {
    const bytes = await bytesOf(file, store)
    if (!bytes) continue
    const path = paths.take(file.deletedAt ? 'bin' : 'files', file.name)
    const modifiedAt = file.updatedAt.toJSDate()
    await archive.add({ path, bytes, modifiedAt, isCompressed: isText(file) })
    places.set(file.id, path)
  }
  return places
}

async function* listFiles(owner: User, places: Map<string, string>) {
  for await (const file of filesOf(owner))
    yield { ...new FileTransformer(file).toObject(), path: places.get(file.id) ?? null }
}

/** Total size in bytes. */
export async function bytesOfFiles(owner: User) {
  const { bytes } = await usageOf(owner)
  return bytes
}

/** Somebody's files, and what is known about each. */
export const addFiles: Part = async (archive, owner, store) => {
  const places = await addBytes(archive, owner, store)
  await addJson(archive, 'files', listFiles(owner, places))
}
