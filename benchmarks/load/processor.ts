import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** Linux counts processor time in hundredths of a second. */
const TICKS = 100

/** Seconds of processor time that a process has used; 0 for one that is gone. */
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

/** Seconds of processor time of the given processes, their children, and the database. */
const usedByOurs = (pids: number[]) =>
  processes()
    .filter(
      ({ pid, name, parent }) =>
        [pid, parent].some((id) => pids.includes(id)) || name === 'postgres'
    )
    .reduce((sum, { pid }) => sum + usedBy(pid), 0)

function usedByAll() {
  const fields = readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/).slice(1).map(Number)
  const [user, nice, system, , , interrupts, softInterrupts, stolen] = fields
  return (user + nice + system + interrupts + softInterrupts + stolen) / TICKS
}

/** Watches how much of the machine went to others than the given processes. Without /proc it sees nobody. */
export function watchMachine(pids: number[]) {
  if (process.platform !== 'linux') return { othersShare: () => 0 }
  const ours = () => usedByOurs([process.pid, ...pids])
  const [start, allBefore, oursBefore] = [performance.now(), usedByAll(), ours()]
  return {
    /** From 0 to 1. */
    othersShare() {
      const seconds = ((performance.now() - start) / 1_000) * availableParallelism()
      return Math.max(0, (usedByAll() - allBefore - (ours() - oursBefore)) / seconds)
    },
  }
}
