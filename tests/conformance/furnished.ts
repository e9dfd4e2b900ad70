import { randomBytes } from 'node:crypto'
import { DateTime } from 'luxon'
import PersonalToken from '#models/personal_token'
import { addFiles, type FurnishedFiles } from '#tests/conformance/samples/furnish_files'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { keepExport } from '#tests/helpers/transfers/data_exports'
import { type Person, uniqueName } from '#tests/helpers/people/users'

/**
 * Gives somebody so many of everything that lists show: sign-ins, personal tokens, archives, and of files.
 * @param before what they have of files already
 */
export async function furnishWith(count: number, person: Person, before?: FurnishedFiles) {
  const expiresAt = DateTime.now().plus({ days: 1 })
  for (let i = 0; i < count; i++) {
    await signInApp(person)
    await keepExport(person)
    const token = { name: uniqueName('script'), scopes: ['profile:read' as const], expiresAt }
    await PersonalToken.create({ userId: person.id, ...token, hash: randomBytes(32) })
  }
  return addFiles(count, person, before)
}
