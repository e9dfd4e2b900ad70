import { fileURLToPath } from 'node:url'
import { EnvLoader, EnvParser } from '@adonisjs/core/env'
import { joinEmbeddedCluster } from './cluster.js'

const ROOT = new URL('../../', import.meta.url)

/**
 * Whether the server's environment names a database. Our own environment stays unchanged, because the next server
 * inherits it.
 */
async function namesServer() {
  if (process.env.DATABASE_URL !== undefined) return process.env.DATABASE_URL !== ''
  for (const { contents } of await new EnvLoader(ROOT).load()) {
    const { DATABASE_URL } = await new EnvParser(contents, ROOT).parse()
    if (DATABASE_URL !== undefined) return DATABASE_URL !== ''
  }
  return false
}

let joined: Promise<unknown> | undefined

/**
 * `node ace serve` kills its server when it ends or restarts it, which then cannot leave the embedded PostgreSQL. So
 * the command uses it as well, for as long as it runs.
 */
export default async function joinWhileServing() {
  if (joined || (await namesServer())) return
  joined = joinEmbeddedCluster(fileURLToPath(new URL('storage/postgres', ROOT)))
  await joined
}
