import type { Load } from './load.js'
import type { Outcome } from './load_process.js'
import { plan } from '../options.js'
import { watchCost, watchMachine } from './processor.js'
import type { Server } from '../servers.js'

/** One kind of request to one server. */
export type Contestant = { server: Server; name: string; requests: string[]; status?: number }

/** What a request costs, in microseconds of processor time. */
type Cost = { server: number; database: number }

type Window = { outcome: Outcome; others: number; cost?: Cost }

export type Result = {
  perSecond: number
  p50: number
  p99: number
  cost?: Cost
  /** Requests per second of each window, in the order of the rounds. */
  rounds: number[]
  /** How many of the windows count although the machine was busy with something else. */
  busy: number
}

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
  const costs = watchCost(server.pid)
  const job = { port: server.port, requests, connections, seconds: plan.window, status }
  const outcome = await load.run(job)
  if (outcome.otherStatus > 0 || outcome.broken > 0)
    throw new Error(`${contestant.name}: ${JSON.stringify(outcome)}`)
  return { outcome, others: machine.othersShare(), cost: costs.perRequest(outcome.answered) }
}

/** A window, measured again where the machine was busy with something else; the quietest of them counts. */
async function quietWindow(...given: Parameters<typeof once>): Promise<Window> {
  let best: Window = await once(...given)
  for (let tries = 0; best.others > TOO_BUSY && tries < plan.retries; tries++) {
    noise.retried += 1
    const again = await once(...given)
    if (again.others < best.others) best = again
  }
  noise.windows += 1
  if (best.others > TOO_BUSY) noise.kept += 1
  return best
}

function resultOf(windows: Window[]): Result {
  const median = (of: (window: Window) => number) => medianOf(windows.map(of))
  const cost = windows[0].cost && {
    server: median(({ cost: one }) => one!.server),
    database: median(({ cost: one }) => one!.database),
  }
  return {
    perSecond: median(({ outcome }) => outcome.perSecond),
    p50: median(({ outcome }) => outcome.p50),
    p99: median(({ outcome }) => outcome.p99),
    cost,
    rounds: windows.map(({ outcome }) => outcome.perSecond),
    busy: windows.filter(({ others }) => others > TOO_BUSY).length,
  }
}

/** All contestants take turns, so that what changes on the machine meanwhile meets all of them. Medians of all rounds. */
export async function compare(
  load: Load,
  contestants: Contestant[],
  connections: number,
  rounds = plan.rounds
) {
  const pids = contestants.map(({ server }) => server.pid)
  const windows = new Map<string, Window[]>(contestants.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) {
      windows.get(contestant.name)!.push(await quietWindow(load, contestant, connections, pids))
    }
  }
  return new Map<string, Result>([...windows].map(([name, all]) => [name, resultOf(all)]))
}

export async function warmUp(load: Load, contestants: Contestant[]) {
  for (const { server, requests, status = 200 } of contestants) {
    await load.run({ port: server.port, requests, connections: 16, seconds: plan.warmUp, status })
  }
}
