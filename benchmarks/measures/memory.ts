import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { type Load, requestOf } from '../load/load.js'
import { options } from '../options.js'
import { medianOf } from '../load/rounds.js'
import { Server } from '../servers.js'
import type { Credentials } from '../seed.js'

const MINUTES = options.quick ? 1 : 10

/** Megabytes of a process in memory. */
function residentOf(pid: number) {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]
  return Number(kilobytes) / 1_024
}

/** Megabytes, seen each second: the moment in which garbage is collected counts for no more than its time. */
async function medianOfMinute(pid: number) {
  const seen: number[] = []
  for (let second = 0; second < 59; second++) {
    await wait(1_000)
    seen.push(residentOf(pid))
  }
  return medianOf(seen)
}

/** Ten minutes of tokens, cookies, pages and misses in turn: the median megabytes of each minute. */
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
  for (let minute = 1; minute <= MINUTES; minute++) samples.push(await medianOfMinute(server.pid))
  const { answered } = await running
  await server.stop()
  return { samples, answered }
}
