import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning, ownIdentity, type ProcessIdentity } from './processes.js'

/** The longest a holder may take: a first start on a slow disk, with some to spare. */
const PATIENCE_MS = 120_000

/**
 * Takes the lock file unless somebody holds it, and returns a function that releases it. The file appears with its
 * content in one step (a hard link to a finished draft), so that nobody ever reads a lock without an owner.
 */
export function tryLock(path: string): (() => void) | undefined {
  const token = randomBytes(6).toString('hex')
  const draft = `${path}.${token}`
  writeFileSync(draft, `${ownIdentity()} ${token}`, { flag: 'wx', mode: 0o600 })
  try {
    linkSync(draft, path)
    return () => rmSync(path, { force: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * Removes the lock of an owner that died. Two processes may find it at the same time, and the slower one must not
 * remove the lock that the faster one took meanwhile. So whoever removes lock X holds the lock "removal of X" and
 * checks again first. A remover that dies leaves a lock too, which is handled in the same way.
 */
async function removeDead(path: string, owner: { content: string; token: string }): Promise<void> {
  await withLock(`${path}.${owner.token}.removal`, async () => {
    if (readOwner(path)?.content === owner.content) rmSync(path, { force: true })
  })
}

function readOwner(path: string) {
  try {
    const content = readFileSync(path, 'utf8')
    const [identity, token] = content.split(' ')
    return { content, token, identity: identity as ProcessIdentity }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** The function that releases the lock if this process holds it: for one that exits in the middle of a task. */
export function ownLock(path: string): (() => void) | undefined {
  if (readOwner(path)?.identity !== ownIdentity()) return undefined
  return () => rmSync(path, { force: true })
}

/**
 * Runs the task while no other process, and nothing else in this one, holds the lock file.
 * @throws Error if a living process has held it for two minutes
 */
export async function withLock<T>(path: string, task: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS
  let release = tryLock(path)
  while (!release) {
    const owner = readOwner(path)
    if (!owner) {
      release = tryLock(path)
    } else if (!isRunning(owner.identity)) {
      await removeDead(path, owner)
    } else if (Date.now() > deadline) {
      throw new Error(`Process ${owner.identity.split('-')[0]} does not let go of ${path}`)
    } else {
      await sleep(20)
    }
  }
  try {
    return await task()
  } finally {
    release()
  }
}
