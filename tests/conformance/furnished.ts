import { randomBytes, randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import FileLink from '#models/file_link'
import PersonalToken from '#models/personal_token'
import { putInBin } from '#files/changes'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { keepExport } from '#tests/helpers/files/data_exports'
import { keepFile, shareWith } from '#tests/helpers/files/files'
import { createUser, type Person, uniqueName } from '#tests/helpers/people/users'

/**
 * Gives somebody so many of everything that lists show: files, shares and links of one of them, files of others, files
 * in the bin, sign-ins and personal tokens.
 * @param file the one that has shares and links, if there is one already
 */
export async function furnishWith(count: number, person: Person, file?: string) {
  const expiresAt = DateTime.now().plus({ days: 1 })
  const shown = file ?? (await keepFile(person)).id
  let binned = ''
  for (let i = 0; i < count; i++) {
    const other = await createUser()
    await keepFile(person, { name: uniqueName('mine') })
    await shareWith({ id: shown }, other)
    await FileLink.create({ id: randomUUID(), fileId: shown, expiresAt })
    await shareWith(await keepFile(other), person)
    const thrown = await keepFile(person)
    await putInBin(thrown)
    binned = thrown.id
    await signInApp(person)
    await keepExport(person)
    const token = { name: uniqueName('script'), scopes: ['files:read' as const], expiresAt }
    await PersonalToken.create({ userId: person.id, ...token, hash: randomBytes(32) })
  }
  return { file: shown, binned }
}
