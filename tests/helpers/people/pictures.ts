import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import Picture from '#models/people/picture'
import User from '#models/user'
import fileStore from '#storage/file_store'
import { App, type Browser } from '#tests/helpers/clients/sign_in'
import { type get, ORIGIN } from '#tests/helpers/clients/http'
import { file, form, MULTIPART } from '#tests/helpers/transfers/uploads'
import type { Person, UserBody } from '#tests/helpers/people/users'

type Format = 'jpeg' | 'png' | 'webp' | 'gif'

/** A picture of one colour. */
export const drawn = (format: Format, { width = 300, height = 200, background = '#2a6f97' } = {}) =>
  sharp({ create: { width, height, channels: 3, background } })
    .toFormat(format)
    .toBuffer()

/** Sends it through the API, as an app with its token or as a script of our pages with the cookie. */
export async function sendPicture(client: Browser | App, bytes: Buffer, name = 'me.jpg') {
  const proof = {
    'Origin': ORIGIN,
    'Sec-Fetch-Site': 'same-origin',
    'X-CSRF-TOKEN': client instanceof App ? '' : await client.csrfToken('/account'),
  }
  const headers = { ...MULTIPART, ...(client instanceof App ? {} : proof) }
  return client.send('PUT', '/api/v1/me/picture', { body: form(file(name, bytes)), headers })
}

/** The address of one's picture, or null. */
export const pictureOf = async (client: { get(path: string): ReturnType<typeof get> }) =>
  (await client.get('/api/v1/me')).data<UserBody>().pictureUrl

/** Under what the bytes of somebody's picture are stored, in each of its sizes. */
export const pictureKeysOf = async ({ id }: { id: number }) =>
  (await Picture.query().where('user_id', id)).map((one) => one.id)

/** Somebody has a picture; answers with what its address has. */
export async function givePicture({ id: userId }: Pick<Person, 'id'>) {
  const pictureId = randomUUID()
  for (const width of [96, 384]) {
    const id = randomUUID()
    const bytes = await drawn('webp', { width, height: width })
    const sha256 = createHash('sha256').update(bytes).digest()
    await fileStore.writeIncoming(id, Readable.from([bytes]))
    await fileStore.makeFinal(id)
    await Picture.create({ id, userId, pictureId, width, size: bytes.length, sha256 })
  }
  await User.query().where('id', userId).update({ pictureId })
  return pictureId
}
