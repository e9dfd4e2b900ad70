import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Load, requestOf } from './load/load.js'
import type { Credentials } from './seed.js'
import { Server } from './servers.js'

const FOLDER = fileURLToPath(new URL('../tmp/profiles/', import.meta.url))
const SECONDS = 15

/** A CPU profile of Gatehouse for each credential, to be opened in the developer tools of a browser. */
export async function profile(load: Load, databaseUrl: string, { token, cookie }: Credentials) {
  await mkdir(FOLDER, { recursive: true })
  const kinds = { token: token, cookie: cookie, passer_by: [''] }
  for (const [kind, headers] of Object.entries(kinds)) {
    const name = `--cpu-prof-name=${kind}.cpuprofile`
    const nodeOptions = ['--cpu-prof', `--cpu-prof-dir=${FOLDER}`, name]
    const server = await Server.start('Gatehouse', databaseUrl, { nodeOptions })
    const path = kind === 'passer_by' ? '/' : '/api/v1/me'
    const requests = headers.map((header) => requestOf({ path, header }))
    await load.run({ port: server.port, requests, connections: 32, seconds: SECONDS, status: 200 })
    await server.terminate()
    console.log(`${FOLDER}${kind}.cpuprofile`)
  }
}
