import { Readable } from 'node:stream'
import type { Archive } from '#exports/archive'
import { Paths } from '#exports/paths'
import { profileOf, RECORDS } from '#exports/records'
import File from '#models/file'
import Picture from '#models/people/picture'
import type User from '#models/user'
import type { FileStore } from '#storage/file_store'
import { isMissing } from '#storage/storage_driver'
import FileTransformer from '#transformers/file_transformer'

/** Rows in one query. */
const PAGE = 200

/** Most of what people keep is compressed already. */
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

async function* jsonOf(rows: AsyncIterable<object>) {
  let before = '[\n'
  for await (const row of rows) {
    yield before + JSON.stringify(row)
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

const addText = (archive: Archive, path: string, pieces: AsyncIterable<string> | string[]) =>
  archive.add({
    path,
    bytes: Readable.from(pieces, { objectMode: false }),
    modifiedAt: new Date(),
    isCompressed: true,
  })

/** Null where there are none any more: whoever deletes a file for good does not wait for an archive. */
async function bytesOf({ id }: File, store: FileStore) {
  if ((await store.sizeOf(id)) === null) return null
  return store.read(id).catch((error) => {
    if (isMissing(error)) return null
    throw error
  })
}

/**
 * The bytes of all files. One that is deleted for good meanwhile is left out.
 * @returns where each is in the archive, by its id
 */
async function addFiles(archive: Archive, owner: User, store: FileStore) {
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

/** Largest first: the others are the same, smaller. */
async function addPicture(archive: Archive, owner: User, store: FileStore) {
  const picture = await Picture.query().where('user_id', owner.id).orderBy('width', 'desc').first()
  if (!picture || (await store.sizeOf(picture.id)) === null) return
  const modifiedAt = picture.createdAt.toJSDate()
  const bytes = await store.read(picture.id)
  await archive.add({ path: picture.sent.name, bytes, modifiedAt, isCompressed: false })
}

/** All that is somebody's: what is known of them as JSON, and the bytes of their files. */
export async function fillArchive(archive: Archive, owner: User, store: FileStore) {
  await addText(archive, 'profile.json', [`${JSON.stringify(profileOf(owner), null, 2)}\n`])
  for (const [name, rowsOf] of Object.entries(RECORDS))
    await addText(archive, `${name}.json`, jsonOf(rowsOf(owner)))
  await addPicture(archive, owner, store)
  const places = await addFiles(archive, owner, store)
  await addText(archive, 'files.json', jsonOf(listFiles(owner, places)))
  archive.end()
}
