import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { APP_ROOT, readSettings } from './ignitor.js'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Another user of this data keeps the embedded PostgreSQL running between the commands that follow. */
async function holdEmbeddedPostgres() {
  const env = await readSettings()
  if (env.get('DATABASE_URL')) return async () => {}

  say('Starting PostgreSQL, with its data in storage/postgres …')
  const { joinEmbeddedCluster } = await import('#database/embedded/cluster')
  const { leave } = await joinEmbeddedCluster(fileURLToPath(new URL('storage/postgres', APP_ROOT)))
  return leave
}

/** The command has said what is wrong. */
const notPrepared = (command: string) =>
  Object.assign(new Error(`Nothing is started, because "node ace ${command}" failed.`), {
    code: 'E_NOT_PREPARED',
  })

function ace(...command: string[]) {
  return new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, ['ace.js', ...command], {
      cwd: APP_ROOT,
      stdio: 'inherit',
    })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(notPrepared(command[0]))))
  })
}

/**
 * Everything that a fresh clone needs before the server runs, and nothing that is there already.
 * @returns what ends our use of the embedded PostgreSQL, which stops then unless somebody else has joined it
 */
export async function prepare() {
  const leave = await holdEmbeddedPostgres()
  try {
    say('Bringing the database up to date …')
    await ace('migration:run', '--compact-output', '--no-schema-generate')
    if (process.env.NODE_ENV === 'development') await ace('db:seed', '--compact-output')
  } catch (error) {
    await leave()
    throw error
  }
  return leave
}
