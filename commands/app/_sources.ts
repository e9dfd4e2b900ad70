import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Generated files, machine-specific files, word lists, and documents about the time of the old name. */
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

/** The paths of all files of the project, relative to its root and with / as separator. */
export function sourcesIn(root: string, folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    const name = relative(root, path).replaceAll('\\', '/')
    if (entry.name === 'node_modules' || LEFT_OUT.includes(name)) return []
    if (entry.isDirectory()) return sourcesIn(root, path)
    return entry.isFile() ? [name] : []
  })
}

/** Images and other binary files contain a zero byte. */
export function textOf(path: string) {
  const bytes = readFileSync(path)
  return bytes.includes(0) ? null : bytes.toString()
}
