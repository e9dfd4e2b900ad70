import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import { putInBin } from '#files/changes'
import FileLink from '#models/file_link'
import { keepFile, shareWith } from '#tests/helpers/files/files'
import { createUser, type Person, uniqueName } from '#tests/helpers/people/users'

/** Ids of one that has shares and links, and of one in the bin. */
export type FurnishedFiles = { file: string; binned: string }

/** So many of all that lists of files show: shares and links of one of them, files of others, files in the bin. */
export async function addFiles(
  count: number,
  person: Person,
  before?: FurnishedFiles
): Promise<FurnishedFiles> {
  const expiresAt = DateTime.now().plus({ days: 1 })
  const file = before?.file ?? (await keepFile(person)).id
  let binned = ''
  for (let i = 0; i < count; i++) {
    const other = await createUser()
    await keepFile(person, { name: uniqueName('mine') })
    await shareWith({ id: file }, other)
    await FileLink.create({ id: randomUUID(), fileId: file, expiresAt })
    await shareWith(await keepFile(other), person)
    const thrown = await keepFile(person)
    await putInBin(thrown)
    binned = thrown.id
  }
  return { file, binned }
}

/** What stands in an address where an id is wanted. */
export const idIn = (path: string, { file, binned }: FurnishedFiles) =>
  path.startsWith('/bin/') ? binned : file
