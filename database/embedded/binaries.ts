import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { canEnter, type Account } from './account.js'
import { systemFolder } from './folders.js'

export class EmbeddedPostgresUnavailable extends Error {
  readonly code = 'E_NO_EMBEDDED_POSTGRES'

  constructor(target: string) {
    super(
      `No PostgreSQL is bundled for this platform (${target}): set DATABASE_URL to a PostgreSQL server, version 15 or newer`
    )
    this.name = 'EmbeddedPostgresUnavailable'
  }
}

/** The platform in the packages' spelling; the packages' binaries need glibc. */
function currentTarget(): string {
  if (process.platform === 'win32') return `windows-${process.arch}`
  const target = `${process.platform}-${process.arch}`
  if (process.platform !== 'linux') return target
  // Without this, a report makes a DNS query for every open connection.
  Object.assign(process.report, { excludeNetwork: true })
  const report = process.report.getReport() as { header: { glibcVersionRuntime?: string } }
  return report.header.glibcVersionRuntime ? target : `${target}-musl`
}

/**
 * The root folder of the package with this platform's binaries. It is a dependency of `embedded-postgres`, which not
 * every package manager hoists, so it is resolved from there.
 * @throws EmbeddedPostgresUnavailable
 */
export function locatePackage(target = currentTarget()): string {
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(parent).resolve(`@embedded-postgres/${target}`)
    return join(dirname(entry), '..')
  } catch {
    throw new EmbeddedPostgresUnavailable(target)
  }
}

/**
 * Creates the links between library names that the package cannot contain. Its own install script does so too, but
 * package managers may not run it.
 */
function makeLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const link of links) {
    const path = join(root, link.target)
    if (existsSync(path)) continue
    try {
      symlinkSync(relative(dirname(path), join(root, link.source)), path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/**
 * Brings a copy of a folder up to date. Every file appears complete in one step, so that several processes may do this
 * at once, and files that a clean-up deleted come back.
 */
function updateCopy(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  chmodSync(to, 0o755)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) updateCopy(source, target)
    if (!entry.isFile()) continue
    const size = statSync(target, { throwIfNoEntry: false })?.size
    if (size === statSync(source).size) continue
    const draft = `${target}.${process.pid}`
    copyFileSync(source, draft, constants.COPYFILE_FICLONE)
    chmodSync(draft, 0o755)
    renameSync(draft, target)
  }
}

function isUsable(root: string, account?: Account): boolean {
  try {
    makeLinks(root)
    const bin = join(root, 'native', 'bin')
    if (!canEnter(bin, account)) return false
    if (process.platform === 'win32') return true
    const needed = account ? 0o005 : 0o500
    return readdirSync(bin).every((name) => (statSync(join(bin, name)).mode & needed) === needed)
  } catch {
    return false
  }
}

/**
 * The folder with `initdb`, `postgres` and `pg_ctl`, ready to be run by the account: the package's own, or a copy
 * elsewhere if the account cannot reach it or it cannot be completed.
 * @throws EmbeddedPostgresUnavailable if no package fits the platform
 */
export function prepareBinaries(account: Account | undefined): string {
  const root = locatePackage()
  if (isUsable(root, account)) return join(root, 'native', 'bin')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  const copy = account
    ? systemFolder('/var/cache', `postgres-${version}`)
    : join(homedir(), '.cache', 'gatehouse', `postgres-${version}`)
  updateCopy(join(root, 'native'), join(copy, 'native'))
  makeLinks(copy)
  return join(copy, 'native', 'bin')
}
