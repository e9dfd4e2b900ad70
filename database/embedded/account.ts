import { readFileSync, realpathSync, statSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'

/** A system user, in the form that `spawn` and `chown` take. */
export type Account = { uid: number; gid: number }

function isRoot(): boolean {
  return process.getuid?.() === 0
}

function nobody(): Account {
  const line = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(-?\d+):(-?\d+):/m)
  if (!line) throw new Error('PostgreSQL refuses to run as root, and there is no user "nobody"')
  // macOS writes -2 for 4294967294.
  return { uid: Number(line[1]) >>> 0, gid: Number(line[2]) >>> 0 }
}

/** The account as options of `spawn`, which wants a signed number where macOS has uid -2. */
export function asUser(account: Account | undefined) {
  return account ? { uid: account.uid | 0, gid: account.gid | 0 } : {}
}

/**
 * The user to run PostgreSQL as, `undefined` for the current user. PostgreSQL refuses root: then it is the data's
 * owner, or `nobody` while there is no data yet.
 */
export function serverAccount(data: string): Account | undefined {
  if (!isRoot()) return undefined
  const owner = statSync(data, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody()
}

/** True if the account (the current user if `undefined`) may enter the folder and every folder above it. */
export function canEnter(folder: string, account: Account | undefined): boolean {
  if (!account) return true
  let path = realpathSync(folder)
  while (mayPass(statSync(path), account)) {
    if (path === dirname(path)) return true
    path = dirname(path)
  }
  return false
}

function mayPass(stat: Stats, account: Account): boolean {
  if (stat.uid === account.uid) return (stat.mode & 0o100) !== 0
  if (stat.gid === account.gid) return (stat.mode & 0o010) !== 0
  return (stat.mode & 0o001) !== 0
}
