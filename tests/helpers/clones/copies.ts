import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { atExit } from '#database/embedded/users/exit'

/** What is not in the repository, or of no use in a clone. */
const LEFT_BEHIND = ['node_modules', '.git', '.env', 'build', 'storage', 'tmp', 'coverage']

/** The packages that benchmarks/ may have would be ten times the rest. */
const isSource = (path: string) => basename(path) !== 'node_modules'

/** With a filter node copies file by file in JavaScript: six times the work. */
function copy(path: string, folder: string) {
  const filter = path === 'benchmarks' ? isSource : undefined
  cpSync(app.makePath(path), join(folder, path), { recursive: true, filter })
}

const FOLDER = 'folder'

/** By the path of each file in there, what is another once somebody has written to it. */
function statesIn(folder: string, inner = '', states = new Map<string, string>()) {
  for (const entry of readdirSync(join(folder, inner), { withFileTypes: true })) {
    const path = join(inner, entry.name)
    const { ino, size, mode, ctimeNs } = lstatSync(join(folder, path), { bigint: true })
    states.set(path, entry.isDirectory() ? FOLDER : [ino, size, mode, ctimeNs].join())
    if (entry.isDirectory()) statesIn(folder, path, states)
  }
  return states
}

/** Takes away what has come, and copies again what has been changed or taken away. */
function restore(folder: string, asCopied: Map<string, string>) {
  for (const [path, state] of statesIn(folder))
    if (asCopied.get(path) !== state) rmSync(join(folder, path), { recursive: true, force: true })
  const left = statesIn(folder)
  for (const [path, state] of asCopied) {
    if (left.has(path)) continue
    if (state === FOLDER) mkdirSync(join(folder, path))
    else copy(path, folder)
  }
  return statesIn(folder)
}

function copyAll() {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-clone-'))
  atExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  for (const name of readdirSync(app.makePath()))
    if (!LEFT_BEHIND.includes(name)) copy(name, folder)
  symlinkSync(app.makePath('node_modules'), join(folder, 'node_modules'))
  return { folder, states: statesIn(folder) }
}

/** Copies that nobody uses, each as it was made. To restore one is a twentieth of the work of another. */
const unused: ReturnType<typeof copyAll>[] = []

/** The sources, with the packages, in a folder of their own. */
export function copySources() {
  const { folder, states } = unused.pop() ?? copyAll()
  return { folder, giveBack: () => void unused.push({ folder, states: restore(folder, states) }) }
}
