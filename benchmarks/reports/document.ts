import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'

const FOLDER = fileURLToPath(new URL('../../docs/performance/', import.meta.url))

const kind = cpus()[0]
  .model.toLowerCase()
  .replace(/[^a-z0-9]+/g, '-')

/** One for each kind of processor: what was measured on one says nothing of another. */
export const DOCUMENT = `${FOLDER}${kind.replace(/^-|-$/g, '')}.md`

/** What is there already; nothing where this kind of machine is new. */
export const readDocument = () => readFile(DOCUMENT, 'utf8').catch(() => '')

export async function writeDocument(text: string) {
  await mkdir(FOLDER, { recursive: true })
  await writeFile(DOCUMENT, text)
}

export const formatted = async (markdown: string) =>
  format(markdown, { ...(await resolveConfig(DOCUMENT)), parser: 'markdown' })
