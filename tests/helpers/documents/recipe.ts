import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'

/** What a section of a document says to write, and where. */
export async function recipe(document: string, heading: string) {
  const text = await readFile(app.makePath(document), 'utf8')
  const [section] = text.split(heading)[1].split('\n## ')
  const files = [...section.matchAll(/in `([\w/]+\.(?:ts|edge))`/g)].map(([, file]) => file)
  const code = [...section.matchAll(/```(?:ts|edge|txt)\n(.*?)```/gs)].map(([, block]) => block)
  return files.map((file, at) => [file, code[at]])
}
