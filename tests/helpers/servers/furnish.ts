import { signInApp } from '#tests/helpers/clients/sign_in'
import { keepFile, shareWith } from '#tests/helpers/files/files'
import { linked } from '#tests/helpers/files/sharing'
import { PNG } from '#tests/helpers/transfers/uploads'
import User from '#models/user'
import { givePicture } from '#tests/helpers/people/pictures'
import { createUser, type Person } from '#tests/helpers/people/users'
import { putInBin } from '#files/changes'

const LONG_NAME = `Minutes of the annual general meeting, ${'with_all_amendments_'.repeat(5)}.pdf`

/** No place to break at, and nearly as long as a name can be. */
const endless = (ending: string) => `${'holiday'.repeat(34)}.${ending}`

/** Gives somebody files of every kind: shared, linked, in the bin, and of others. Answers with pages that show them. */
export async function furnish(person: Person) {
  const other = await createUser()
  await givePicture(other)
  await User.query()
    .whereIn('id', [person.id, other.id])
    .update({ displayName: 'Wolfeschlegelsteinhausenbergerdorff'.padEnd(60, 'w') })
  const picture = await keepFile(person, { name: 'Lake.png', bytes: PNG, mediaType: 'image/png' })
  await shareWith(picture, other, { role: 'editor', expiresAt: new Date(Date.now() + 86_400_000) })
  const owner = await signInApp(person)
  const links = [
    await linked(owner, picture),
    await linked(owner, picture, { password: 'bread and wine' }),
  ]
  const report = await keepFile(person, { name: LONG_NAME, mediaType: 'application/pdf' })
  const song = await keepFile(person, { name: endless('mp3'), mediaType: 'audio/mpeg' })
  await putInBin(song)
  await keepFile(person, { name: 'Notes.txt' })
  const theirs = await keepFile(other, { name: endless('zip'), mediaType: 'application/zip' })
  await shareWith(theirs, person)

  const lists = [
    '/files',
    '/files?sort=name&perPage=1&page=2',
    '/files?q=zebra',
    '/shared-with-me',
    '/shared-by-me',
    '/bin',
    `/files/selection?files=${picture.id},${report.id}`,
    `/bin/selection?files=${song.id}`,
  ]
  const files = [picture, report, song, theirs].map(({ id }) => `/files/${id}`)
  return [...lists, ...files, `/bin/${song.id}`, ...links.map(({ url }) => url)]
}
