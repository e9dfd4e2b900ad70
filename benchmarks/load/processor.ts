import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** Linux counts processor time in hundredths of a second. */
const TICKS = 100

/** Seconds of processor time that a process has used so far; 0 for one that is gone. */
function usedBy(pid: number) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
    return (Number(fields[11]) + Number(fields[12])) / TICKS
  } catch {
    return 0
  }
}

/** Of each process its parent and its name. */
function processes() {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return numbers.flatMap((pid) => {
    try {
      const [, name, parent] = /^\d+ \((.*)\) \S (\d+)/.exec(
        readFileSync(`/proc/${pid}/stat`, 'utf8')
      )!
      return [{ pid: Number(pid), name, parent: Number(parent) }]
    } catch {
      return []
    }
  })
}

/** What the name of each database of ours begins with: createDatabase(). PostgreSQL has it in the titles of its processes. */
export const DATABASE_PREFIX = 'gatehouse_bench_'

type Process = ReturnType<typeof processes>[number]

/** Whether it serves a database of ours. Others may use the same PostgreSQL. */
function isOfDatabase({ pid, name }: Process) {
  if (name !== 'postgres') return false
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(DATABASE_PREFIX)
  } catch {
    return false
  }
}

/** Seconds of processor time of each process. */
type Used = Map<number, number>

const usedOf = (some: Process[]): Used => new Map(some.map(({ pid }) => [pid, usedBy(pid)]))

/** Those that have ended meanwhile take nothing away from what the others used. */
const sumSince = (before: Used, after: Used) =>
  [...after].reduce((sum, [pid, used]) => sum + Math.max(0, used - (before.get(pid) ?? 0)), 0)

/** The given processes, their children, and the database. */
const ours = (pids: number[]) =>
  usedOf(
    processes().filter(
      (one) => [one.pid, one.parent].some((id) => pids.includes(id)) || isOfDatabase(one)
    )
  )

function usedByAll() {
  const fields = readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/).slice(1).map(Number)
  const [user, nice, system, , , interrupts, softInterrupts, stolen] = fields
  return (user + nice + system + interrupts + softInterrupts + stolen) / TICKS
}

/** One server, its children with it, and the database. */
function usedFor(pid: number) {
  const all = processes()
  return {
    server: usedOf(all.filter((one) => one.pid === pid || one.parent === pid)),
    database: usedOf(all.filter(isOfDatabase)),
  }
}

/** What the answers of one server cost from here on; undefined without /proc. */
export function watchCost(pid: number) {
  if (process.platform !== 'linux') return { perRequest: () => undefined }
  const before = usedFor(pid)
  return {
    /** Microseconds of processor time. */
    perRequest(requests: number) {
      const after = usedFor(pid)
      const cost = (of: 'server' | 'database') => (sumSince(before[of], after[of]) / requests) * 1e6
      return { server: cost('server'), database: cost('database') }
    },
  }
}

/** Watches how much of the machine went to others than the given processes. Without /proc it sees nobody. */
export function watchMachine(pids: number[]) {
  if (process.platform !== 'linux') return { othersShare: () => 0 }
  const processesOfOurs = [process.pid, ...pids]
  const [start, allBefore, oursBefore] = [performance.now(), usedByAll(), ours(processesOfOurs)]
  return {
    /** From 0 to 1. */
    othersShare() {
      const seconds = ((performance.now() - start) / 1_000) * availableParallelism()
      const byUs = sumSince(oursBefore, ours(processesOfOurs))
      return Math.max(0, (usedByAll() - allBefore - byUs) / seconds)
    },
  }
}
