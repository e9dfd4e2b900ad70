import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { HOST } from '../load/free_port.js'
import { type Load, requestOf } from '../load/load.js'
import type { Job } from '../load/outcome.js'
import { options } from '../options.js'
import { Server, type ServerName } from '../servers.js'

/**
 * A server is warm once it has answered so many, or after so many seconds. Under Valgrind it takes ten times as long, also
 * until its code is compiled.
 */
const WARM = options.quick ? { answers: 1_000, seconds: 10 } : { answers: 20_000, seconds: 120 }

/** Seconds. */
const [LOOK_EVERY, COUNTED] = options.quick ? [5, 5] : [10, 20]

/** Its version; undefined where it is not installed. */
export const valgrind = spawnSync('valgrind', ['--version'], { encoding: 'utf8' }).stdout?.trim()

/** What a server is asked, with one of the header lines in turn. */
export type Asked = { name: ServerName; path: string; headers: string[]; connections: number }

/** Instructions for one request, and of how many this is the mean. */
export type Counted = { name: ServerName; instructions: number; answered: number }

/** callgrind writes it a moment after it was told to. */
async function totalIn(file: string) {
  for (let tries = 0; tries < 100; tries++) {
    const text = await readFile(file, 'utf8').catch(() => '')
    const [, total] = /^totals: (\d+)/m.exec(text) ?? []
    if (total) return Number(total)
    await wait(100)
  }
  throw new Error(`callgrind counted nothing in ${file}.`)
}

function startUnder(asked: Asked, databaseUrl: string, file: string) {
  const counting = ['--tool=callgrind', '--instr-atstart=no', `--callgrind-out-file=${file}`]
  // Node compiles and replaces code while it runs.
  const under = ['valgrind', ...counting, '--smc-check=all-non-file']
  return Server.start(asked.name, databaseUrl, { under })
}

async function warmUp(load: Load, job: Omit<Job, 'seconds'>) {
  let answers = 0
  for (let waited = 0; waited < WARM.seconds && answers < WARM.answers; waited += LOOK_EVERY) {
    const { answered } = await load.run({ ...job, seconds: LOOK_EVERY })
    answers += answered
  }
}

/** Counts what one kind of request takes of a server: all of its threads, without the kernel. */
export async function countInstructions(
  load: Load,
  databaseUrl: string,
  asked: Asked
): Promise<Counted> {
  const { name, path, connections } = asked
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-bench-callgrind-'))
  const server = await startUnder(asked, databaseUrl, join(folder, 'counted'))
  // Valgrind listens under a name made of this one, which is also the server's setting.
  const env = { ...process.env, HOST }
  const control = (...wishes: string[]) =>
    execFileSync('callgrind_control', [...wishes, String(server.pid)], { stdio: 'ignore', env })
  const requests = asked.headers.map((header) => requestOf({ path, header }))
  const job = { port: server.port, requests, connections, status: 200 }
  try {
    await warmUp(load, job)
    control('--instr=on')
    const { answered, otherStatus } = await load.run({ ...job, seconds: COUNTED })
    control('--instr=off')
    control('--dump')
    if (!answered || otherStatus) throw new Error(`${name}: ${answered} and ${otherStatus} others`)
    const total = await totalIn(join(folder, 'counted.1'))
    return { name, instructions: total / answered, answered }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
