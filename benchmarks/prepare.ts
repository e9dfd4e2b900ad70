import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateSecret, generateSessionId } from '#secrets/secrets'
import type { Fleet } from './measures/peers.js'
import { flask } from './python.js'
import { APP_KEY } from './key.js'
import type { Credentials } from './seed.js'
import { BUILD, FLASK, Server, type ServerName, STARTS } from './servers.js'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const PEERS = fileURLToPath(new URL('peers/', import.meta.url))

function run(command: string, args: string[], cwd: string, env: Record<string, string> = {}) {
  return new Promise<void>((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} failed`))
    )
  })
}

/** The production build, as the README makes it; its packages are those of the sources. */
export async function buildGatehouse() {
  await run(process.execPath, ['ace.js', 'build'], ROOT, { APP_KEY, NODE_ENV: 'development' })
  await rm(join(BUILD, 'node_modules'), { recursive: true, force: true })
  await symlink('../node_modules', join(BUILD, 'node_modules'), 'dir')
}

/** What only the peers need stays beside them. */
export async function installPeers() {
  if (existsSync(join(PEERS, 'node_modules'))) return
  await run('npm', ['ci', '--no-audit', '--no-fund'], PEERS)
}

export const migrate = (databaseUrl: string) =>
  run(process.execPath, ['ace.js', 'migration:run', '--no-schema-generate'], ROOT, {
    APP_KEY,
    NODE_ENV: 'development',
    DATABASE_URL: databaseUrl,
  })

/** What the public page is made of, for a server that only sends it. */
async function keepPage({ port }: Server) {
  const answer = await fetch(`http://127.0.0.1:${port}/`)
  const dropped = ['connection', 'content-length', 'date', 'keep-alive', 'x-request-id']
  const headers = Object.fromEntries(
    [...answer.headers].filter(([name]) => !dropped.includes(name))
  )
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-bench-'))
  process.env.PAGE_FILE = join(folder, 'page.json')
  await writeFile(process.env.PAGE_FILE, JSON.stringify({ headers, body: await answer.text() }))
  return () => rm(folder, { recursive: true, force: true })
}

/** Every server that can run here, running. Gatehouse comes first: another sends its page. */
export async function startFleet(databaseUrl: string) {
  const servers: Server[] = []
  let dropPage = async () => {}
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()))
    await dropPage()
  }
  try {
    for (const name of Object.keys(STARTS) as ServerName[]) {
      if (name === FLASK && !flask) continue
      servers.push(await Server.start(name, databaseUrl))
      if (name === 'Gatehouse') dropPage = await keepPage(servers[0])
    }
  } catch (error) {
    await stop()
    throw error
  }
  return {
    fleet: Object.fromEntries(servers.map((server) => [server.name, server])) as Fleet,
    stop,
  }
}

/** Stock AdonisJS signs its cookies: they are made by itself. */
export async function stockCookies({
  'stock AdonisJS 7': { port },
}: Pick<Fleet, 'stock AdonisJS 7'>) {
  const cookies: string[] = []
  for (let id = 1; id <= 500; id++) {
    const answer = await fetch(`http://127.0.0.1:${port}/benchmark/sign-in/${id * 20}`)
    const [cookie] = answer.headers
      .getSetCookie()
      .filter((text) => text.startsWith('adonis-session='))
    cookies.push(`Cookie: ${cookie.split(';')[0]}`)
  }
  return cookies
}

/** Well formed, and of nobody. */
export function badCredentials(count = 2_000): Credentials {
  const listOf = (make: () => string) => Array.from({ length: count }, make)
  return {
    token: listOf(() => `Authorization: Bearer ${generateSecret('access')}`),
    cookie: listOf(() => `Cookie: __Host-gatehouse_session=${generateSessionId()}`),
  }
}
