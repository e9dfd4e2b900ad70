import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import { READ_TYPESCRIPT } from '#tests/helpers/servers/node'
import { copySources } from '#tests/helpers/clones/copies'

/** What the tests have set, and a newcomer has not. */
const OURS = /^(APP_|NODE_ENV|HOST|PORT|LOG_|TRUST_|DATABASE_|STORAGE_|LIMIT_|REDIS_|PRUNE_|CORS_)/

/** The settings of a newcomer: none, but for those given. */
function newcomersSettings(settings: Record<string, string>) {
  const theirs = Object.entries(process.env).filter(([name]) => !OURS.test(name))
  return { ...Object.fromEntries(theirs), NO_COLOR: '1', ...settings }
}

/** The project as it is after `git clone` and `npm ci`, in a folder of its own. */
export function freshClone() {
  const { folder, giveBack } = copySources()

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
    /** Runs an ace command there, with less work than by ace.js. */
    ace: (args: string[], settings?: Record<string, string>) =>
      node([READ_TYPESCRIPT, 'bin/console.ts', ...args], settings),
    remove: giveBack,
  }
}
