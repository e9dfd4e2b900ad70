import type { Load } from './load.js'
import type { Outcome } from './load_process.js'
import { plan } from '../options.js'
import { watchMachine } from './processor.js'
import type { Server } from '../servers.js'

/** One kind of request to one server. */
export type Contestant = { server: Server; name: string; requests: string[]; status?: number }

export type Result = { perSecond: number; p50: number; p99: number; windows: number }

/** Beyond this share of the machine in other hands a window says little. */
const TOO_BUSY = 0.05

export const noise = { windows: 0, retried: 0, kept: 0 }

export const medianOf = (numbers: number[]) => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

async function once(load: Load, contestant: Contestant, connections: number, pids: number[]) {
  const { server, requests, status = 200 } = contestant
  const machine = watchMachine([...pids, load.pid])
  const job = { port: server.port, requests, connections, seconds: plan.window, status }
  const outcome = await load.run(job)
  if (outcome.otherStatus > 0 || outcome.broken > 0)
    throw new Error(`${contestant.name}: ${JSON.stringify(outcome)}`)
  return { outcome, others: machine.othersShare() }
}

/** A window, measured again where the machine was busy with something else; the quietest of them counts. */
async function quietWindow(...given: Parameters<typeof once>): Promise<Outcome> {
  let best = await once(...given)
  for (let tries = 0; best.others > TOO_BUSY && tries < plan.retries; tries++) {
    noise.retried += 1
    const again = await once(...given)
    if (again.others < best.others) best = again
  }
  noise.windows += 1
  if (best.others > TOO_BUSY) noise.kept += 1
  return best.outcome
}

/** All contestants take turns, so that what changes on the machine meanwhile meets all of them. Medians of all rounds. */
export async function compare(
  load: Load,
  contestants: Contestant[],
  connections: number,
  rounds = plan.rounds
) {
  const pids = contestants.map(({ server }) => server.pid)
  const outcomes = new Map<string, Outcome[]>(contestants.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) {
      outcomes.get(contestant.name)!.push(await quietWindow(load, contestant, connections, pids))
    }
  }
  return new Map<string, Result>(
    [...outcomes].map(([name, all]) => [
      name,
      {
        perSecond: medianOf(all.map(({ perSecond }) => perSecond)),
        p50: medianOf(all.map(({ p50 }) => p50)),
        p99: medianOf(all.map(({ p99 }) => p99)),
        windows: all.length,
      },
    ])
  )
}

export async function warmUp(load: Load, contestants: Contestant[]) {
  for (const { server, requests, status = 200 } of contestants) {
    await load.run({ port: server.port, requests, connections: 16, seconds: plan.warmUp, status })
  }
}
