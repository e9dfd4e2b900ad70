import type { Load } from './load.js'
import type { Job, Outcome } from './outcome.js'
import { plan } from '../options.js'
import { watchCost, watchMachine } from './processor.js'

/** One kind of request to one server. */
export type Contestant = {
  server: { pid: number; port: number }
  name: string
  requests: string[] | NewRequests
  status?: number
  transfer?: Job['transfer']
}

/** Makes requests of which each is good for once, as many as one window may take. */
type NewRequests = () => Promise<string[]>

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

async function jobOf(contestant: Contestant, connections: number, seconds: number): Promise<Job> {
  const { server, requests: given, status = 200, transfer } = contestant
  const requests = typeof given === 'function' ? await given() : given
  return { port: server.port, requests, connections, seconds, status, transfer }
}

async function once(load: Load, contestant: Contestant, connections: number, pids: number[]) {
  const job = await jobOf(contestant, connections, plan.window)
  const machine = watchMachine([...pids, load.pid])
  const costs = watchCost(contestant.server.pid)
  const outcome = await load.run(job)
  const { answered, otherStatus, broken } = outcome
  const hasRepeated = typeof contestant.requests === 'function' && answered > job.requests.length
  if (otherStatus > 0 || broken > 0 || hasRepeated)
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
  for (const contestant of contestants) await load.run(await jobOf(contestant, 16, plan.warmUp))
}
