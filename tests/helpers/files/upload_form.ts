import type { OutgoingHttpHeaders } from 'node:http'
import type { Browser } from '#tests/helpers/clients/sign_in'
import { ORIGIN } from '#tests/helpers/clients/http'
import { field, file, form, MULTIPART } from '#tests/helpers/files/uploads'

type Contents = { name: string; contents?: string | Buffer }

/** How a program begins that Linux runs, which is not taken unless an operator wants it. */
export const PROGRAM = Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(57)])

type Options = { csrf?: string; headers?: OutgoingHttpHeaders }

/** Sends the form on /files as a browser without JavaScript does; without a file, as one where none was chosen. */
export async function uploadForm(
  browser: Browser,
  chosen: Contents | null,
  { csrf, headers = {} }: Options = {}
) {
  const token = csrf ?? (await browser.csrfToken('/files'))
  const { name, contents } = chosen ?? { name: '', contents: '' }
  return browser.send('POST', '/files', {
    body: form(field('_csrf', token), file(name, contents)),
    headers: {
      ...MULTIPART,
      'Origin': ORIGIN,
      'Sec-Fetch-Site': 'same-origin',
      'Referer': `${ORIGIN}/files`,
      ...headers,
    },
  })
}
