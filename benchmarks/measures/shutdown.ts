import { setTimeout as wait } from 'node:timers/promises'
import { type Load, requestOf } from '../load/load.js'
import { Server } from '../servers.js'

/** Milliseconds. */
const STEADY = 2_000

/** SIGTERM under steady load: what became of the requests under way, and how long the end took. */
export async function measureShutdown(load: Load, databaseUrl: string, tokens: string[]) {
  const server = await Server.start('Gatehouse', databaseUrl)
  const requests = tokens.map((header) => requestOf({ path: '/api/v1/me', header }))
  const running = load.run({
    port: server.port,
    requests,
    connections: 32,
    seconds: 15,
    status: 200,
  })
  await wait(STEADY)

  const told = performance.now()
  const exitCode = await server.terminate()
  const seconds = (performance.now() - told) / 1_000
  const { answered, otherStatus, broken } = await running
  return { exitCode, seconds, answered, otherStatus, broken }
}
