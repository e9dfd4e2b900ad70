import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning, ownIdentity, type ProcessIdentity } from './processes.js'

/**
 * The users of a cluster: one empty file per user, named after its process, so that a user appears in one step. Changed
 * and cleaned up only under the cluster's lock.
 */
export class Clients {
  constructor(private folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  /** Adds a user of this process, which may have several, and returns the name to remove it by. */
  add(): string {
    const name = `${ownIdentity()}-${randomBytes(6).toString('hex')}`
    writeFileSync(join(this.folder, name), '', { flag: 'wx', mode: 0o600 })
    return name
  }

  remove(name: string): void {
    rmSync(join(this.folder, name), { force: true })
  }

  /** Removes the users whose process ended without leaving, and returns how many are left. */
  sweep(): number {
    let living = 0
    for (const name of readdirSync(this.folder)) {
      const identity = name.slice(0, name.lastIndexOf('-')) as ProcessIdentity
      if (isRunning(identity)) living++
      else this.remove(name)
    }
    return living
  }
}
