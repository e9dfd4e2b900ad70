/** `npm start`: everything that a fresh clone needs before the server runs, and then the server. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { createMissingEnvFile } from './env_file.js'
import { APP_ROOT, failToStart } from './ignitor.js'

/** Another server on this data keeps the embedded PostgreSQL running between the commands that follow. */
async function holdEmbeddedPostgres() {
  const { default: env } = await import('#start/env')
  if (env.get('DATABASE_URL')) return async () => {}

  const { joinEmbeddedCluster } = await import('#database/embedded/cluster')
  const { leave } = await joinEmbeddedCluster(fileURLToPath(new URL('storage/postgres', APP_ROOT)))
  return leave
}

function ace(...command: string[]) {
  return new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, ['ace.js', ...command], {
      cwd: APP_ROOT,
      stdio: 'inherit',
    })
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`node ace ${command[0]} failed`))
    )
  })
}

async function start() {
  await createMissingEnvFile(APP_ROOT)
  const leave = await holdEmbeddedPostgres()
  await ace('migration:run', '--compact-output', '--no-schema-generate')
  if (process.env.NODE_ENV === 'development') await ace('db:seed', '--compact-output')
  await build({ logLevel: 'error' })
  await import('./server.js')
  await leave()
}

await start().catch(failToStart)
