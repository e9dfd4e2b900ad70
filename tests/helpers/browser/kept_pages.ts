import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Response } from 'playwright-core'
import { ORIGIN } from '#tests/helpers/clients/http'

/** A folder that exists. Pages are kept there as they were sent, for .ci/markup. */
const FOLDER = process.env.KEEP_PAGES

/** Tags alone: pages that differ in nothing else are one. */
const shapeOf = (html: string) => html.replace(/>[^<]*</g, '><').replace(/"[^"]*"/g, '')

async function keep(response: Response) {
  const { origin, pathname } = new URL(response.url())
  const isPage = /^text\/html/.test(response.headers()['content-type'] ?? '')
  // What somebody uploaded is theirs.
  if (origin !== ORIGIN || !isPage || pathname.startsWith('/file/')) return
  // One that the browser has left already cannot be read any more.
  const html = await response.text().catch(() => '')
  if (!html) return
  const hash = createHash('sha256').update(shapeOf(html)).digest('hex').slice(0, 8)
  const name = pathname.replace(/[0-9a-f-]{36}|gatehouse_\w+/g, 'id').replace(/[^\w-]+/g, '_')
  await writeFile(join(FOLDER!, `${name.slice(0, 80)}.${hash}.html`), html)
}

export function keepPagesOf(context: BrowserContext) {
  if (FOLDER) context.on('response', (response) => void keep(response))
}
