import { randomBytes } from 'node:crypto'
import type { OutgoingHttpHeaders } from 'node:http'
import { App, type Browser } from '#tests/helpers/clients/sign_in'
import { type Answer, ORIGIN } from '#tests/helpers/clients/http'
import { httpBytes, sendBytes } from '#tests/helpers/clients/raw'

/** A picture of 2 × 1 pixels. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR42mMQSo16tjsHAAhoAt98Fg0aAAAAAElFTkSuQmCC',
  'base64'
)

export const BOUNDARY = 'boundary'
export const MULTIPART = { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` }

/** One part of a form, in bytes. */
export const part = (headers: string, contents: string | Buffer) =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\n${headers}\r\n\r\n`),
    Buffer.from(contents),
    Buffer.from('\r\n'),
  ])

export const field = (name: string, value: string) =>
  part(`Content-Disposition: form-data; name="${name}"`, value)

export const file = (name: string, contents: string | Buffer = 'contents') =>
  part(`Content-Disposition: form-data; name="file"; filename="${name}"`, contents)

/** A whole form of the parts. */
export const form = (...parts: Buffer[]) =>
  Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)])

type Wish = {
  name?: string
  contents?: string | Buffer
  headers?: OutgoingHttpHeaders
  /** In place of a form with that one file. */
  body?: string | Buffer
}

/** Uploads through the API, as an app with its token or as a script of our pages with the cookie. */
export async function upload(
  client: Browser | App,
  { name = 'notes.txt', contents = 'contents', headers = {}, body }: Wish = {}
): Promise<Answer> {
  const options = {
    body: body ?? form(file(name, contents)),
    headers: { ...MULTIPART, ...(await proofOf(client)), ...headers },
  }
  return client.send('POST', '/api/v1/files', options)
}

/** That a request of a browser comes from our pages. */
async function proofOf(client: Browser | App) {
  if (client instanceof App) return {}
  const token = await client.csrfToken('/account')
  return { 'Origin': ORIGIN, 'Sec-Fetch-Site': 'same-origin', 'X-CSRF-TOKEN': token }
}

/** Bytes that no type is known for. */
export const noise = (size: number) =>
  Buffer.concat([Buffer.alloc(Math.min(size, 64)), randomBytes(Math.max(size - 64, 0))])

type Head = [string, string][]

/** The head of an upload with a token, in bytes; the body is whatever follows. */
export const uploadHead = ({ pair }: App, headers: Head = []) =>
  httpBytes('POST /api/v1/files', [
    ['Authorization', `Bearer ${pair.accessToken}`],
    ...(headers.some(([name]) => name === 'Content-Type')
      ? []
      : (Object.entries(MULTIPART) as Head)),
    ...headers,
  ])

/** An upload over a bare socket, exactly as it is written here. */
export const uploadBytes = (app: App, body: string | Buffer, headers: Head = []) =>
  sendBytes(
    Buffer.concat([
      uploadHead(app, [['Content-Length', String(Buffer.byteLength(body))], ...headers]),
      Buffer.from(body),
    ])
  )
