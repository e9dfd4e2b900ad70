import type { OutgoingHttpHeaders } from 'node:http'
import type { Browser } from '#tests/helpers/clients/sign_in'
import { ORIGIN } from '#tests/helpers/clients/http'
import { field, file, form, MULTIPART } from '#tests/helpers/transfers/uploads'

type Contents = { name: string; contents?: string | Buffer }

/** How a program begins that Linux runs, which is not taken unless an operator wants it. */
export const PROGRAM = Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(57)])

type Options = { csrf?: string; headers?: OutgoingHttpHeaders }

/** Sends the form on /files as a browser without JavaScript does; without a file, as one where none was chosen. */
export const uploadForm = (browser: Browser, chosen: Contents | null, options?: Options) =>
  uploadForms(browser, [chosen ?? { name: '', contents: '' }], options)

/** The same with several files. */
export async function uploadForms(
  browser: Browser,
  chosen: Contents[],
  { csrf, headers = {} }: Options = {}
) {
  const token = csrf ?? (await browser.csrfToken('/files'))
  const files = chosen.map(({ name, contents }) => file(name, contents))
  return browser.send('POST', '/files', {
    body: form(field('_csrf', token), ...files),
    headers: {
      ...MULTIPART,
      'Origin': ORIGIN,
      'Sec-Fetch-Site': 'same-origin',
      'Referer': `${ORIGIN}/files`,
      ...headers,
    },
  })
}
