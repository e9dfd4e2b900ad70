/** `npm start`: everything that a fresh clone needs before the server runs, and then the server. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { APP_ROOT, failToStart } from './ignitor.js'

const ENV_FILE = new URL('.env', APP_ROOT)

async function createEnvFile() {
  const isThere = await access(ENV_FILE).then(
    () => true,
    () => false
  )
  if (isThere) return

  const example = await readFile(new URL('.env.example', APP_ROOT), 'utf8')
  const key = randomBytes(32).toString('base64url')
  await writeFile(ENV_FILE, example.replace(/^APP_KEY=.*$/m, `APP_KEY=${key}`), {
    mode: 0o600,
    flag: 'wx',
  })
  process.stdout.write('Created .env with a fresh APP_KEY.\n')
}

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
  await createEnvFile()
  const leave = await holdEmbeddedPostgres()
  await ace('migration:run', '--compact-output', '--no-schema-generate')
  if (process.env.NODE_ENV === 'development') await ace('db:seed', '--compact-output')
  await build({ logLevel: 'error' })
  await import('./server.js')
  await leave()
}

await start().catch(failToStart)
