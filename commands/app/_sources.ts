import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** What is made of the sources, what belongs to a machine, lists of words, and what was true under the name of its time. */
const LEFT_OUT = [
  '.git',
  '.env',
  'build',
  'coverage',
  'public/assets',
  'resources/passwords',
  'storage',
  'tmp',
  'CHANGELOG.md',
  'LICENSE',
]

/** Paths of all files of the project, from its root on, with / between their parts. */
export function sourcesIn(root: string, folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    const name = relative(root, path).replaceAll('\\', '/')
    if (entry.name === 'node_modules' || LEFT_OUT.includes(name)) return []
    if (entry.isDirectory()) return sourcesIn(root, path)
    return entry.isFile() ? [name] : []
  })
}

/** Pictures and the like hold a zero byte, and are no text. */
export function textOf(path: string) {
  const bytes = readFileSync(path)
  return bytes.includes(0) ? null : bytes.toString()
}
