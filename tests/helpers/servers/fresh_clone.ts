import { spawn } from 'node:child_process'
import { cpSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { text } from 'node:stream/consumers'
import app from '@adonisjs/core/services/app'

/** What is not in the repository, or of no use here. */
const LEFT_BEHIND = ['node_modules', '.git', '.env', 'build', 'storage', 'tmp', 'coverage']

/** What the tests have set, and a newcomer has not. */
const OURS = /^(APP_|NODE_ENV|HOST|PORT|LOG_|TRUST_|DATABASE_|STORAGE_|LIMIT_|REDIS_|PRUNE_|CORS_)/

/** The settings of a newcomer: none, but for those given. */
function newcomersSettings(settings: Record<string, string>) {
  const theirs = Object.entries(process.env).filter(([name]) => !OURS.test(name))
  return { ...Object.fromEntries(theirs), NO_COLOR: '1', ...settings }
}

/** The project as it is after `git clone` and `npm ci`, in a folder of its own. */
export async function freshClone() {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-clone-'))
  // With a filter, or asynchronously, node copies file by file in JavaScript: six times the work. The packages that
  // benchmarks/ may have would be ten times the rest.
  const isSource = (path: string) => basename(path) !== 'node_modules'
  for (const name of readdirSync(app.makePath())) {
    if (LEFT_BEHIND.includes(name)) continue
    const filter = name === 'benchmarks' ? isSource : undefined
    cpSync(app.makePath(name), join(folder, name), { recursive: true, filter })
  }
  await symlink(app.makePath('node_modules'), join(folder, 'node_modules'))

  const start = (
    args: string[],
    settings: Record<string, string> = {},
    program = process.execPath
  ) =>
    spawn(program, args, {
      cwd: folder,
      env: newcomersSettings(settings),
      stdio: ['ignore', 'pipe', 'pipe'],
    })

  const node = async (args: string[], settings?: Record<string, string>) => {
    const child = start(args, settings)
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
    return { exitCode: await ended, output, errors }
  }
  return {
    path: (...parts: string[]) => join(folder, ...parts),
    node,
    /** Starts what runs on there until it is ended. */
    start,
    /** Runs an ace command there. */
    ace: (args: string[], settings?: Record<string, string>) => node(['ace.js', ...args], settings),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
