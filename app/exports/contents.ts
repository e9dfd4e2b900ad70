import type { Archive, Part } from '#exports/archive'
import { profileOf, RECORDS } from '#exports/records'
import { addJson, addText } from '#exports/texts'
import { addFiles, bytesOfFiles } from '#files/archive'
import Picture from '#models/people/picture'
import type User from '#models/user'
import type { FileStore } from '#storage/file_store'

const addProfile: Part = (archive, owner) =>
  addText(archive, 'profile.json', [`${JSON.stringify(profileOf(owner), null, 2)}\n`])

const addRecords: Part = async (archive, owner) => {
  for (const [name, rowsOf] of Object.entries(RECORDS)) await addJson(archive, name, rowsOf(owner))
}

/** Only the largest: the others are the same picture, smaller. */
const addPicture: Part = async (archive, owner, store) => {
  const picture = await Picture.query().where('user_id', owner.id).orderBy('width', 'desc').first()
  if (!picture || (await store.sizeOf(picture.id)) === null) return
  const modifiedAt = picture.createdAt.toJSDate()
  const bytes = await store.read(picture.id)
  await archive.add({ path: picture.sent.name, bytes, modifiedAt, isCompressed: false })
}

/** In the order in which they are written. */
const PARTS = [addProfile, addRecords, addPicture, addFiles]

/** Approximate bytes: files make up most of it. */
export const expectedSize = (owner: User) => bytesOfFiles(owner)

/** All of somebody's data: what is known about them as JSON, and the bytes of their files. */
export async function fillArchive(archive: Archive, owner: User, store: FileStore) {
  for (const add of PARTS) await add(archive, owner, store)
  archive.end()
}
