import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { type Load, requestOf } from '../load.js'
import { options } from '../options.js'
import { Server } from '../servers.js'
import type { Credentials } from '../seed.js'

const MINUTES = options.quick ? 1 : 10

/** Megabytes of a process in memory. */
function residentOf(pid: number) {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]
  return Number(kilobytes) / 1_024
}

/** Ten minutes of tokens, cookies, pages and misses in turn: megabytes after each minute. */
export async function measureMemory(
  load: Load,
  databaseUrl: string,
  { token, cookie }: Credentials
) {
  const server = await Server.start('Gatehouse', databaseUrl)
  const requests = token.flatMap((header, index) => [
    requestOf({ path: '/api/v1/me', header }),
    requestOf({ path: '/api/v1/me', header: cookie[index] }),
    requestOf({ path: '/api/v1/sign-ins', header }),
    requestOf({ path: '/', header: cookie[index] }),
    requestOf({ path: '/' }),
  ])
  const seconds = MINUTES * 60
  const running = load.run({ port: server.port, requests, connections: 16, seconds, status: 200 })
  const samples: number[] = []
  for (let minute = 1; minute <= MINUTES; minute++) {
    await wait(59_500)
    samples.push(residentOf(server.pid))
  }
  const { answered } = await running
  await server.stop()
  return { samples, answered }
}
