import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { BaseReporter, Emitter, Runner } from '@japa/runner/core'
import { READ_TYPESCRIPT } from '#tests/helpers/servers/node'
import { type Outcome, sayInterrupted, screen, type Told } from '#tests/run/screen'

type Ended = { output: string; outcome?: Outcome; exitCode: number }

const ENTRY = fileURLToPath(new URL('../../bin/test.ts', import.meta.url))
/** Lanes read TypeScript with less work than this process, which `node ace test` has started. */
const ARGUMENTS = [READ_TYPESCRIPT, ...process.execArgv.filter((one) => !/^--import=/.test(one))]
/** Taken from the environment again before tests start processes: run.ts. */
const COLOURS = process.stdout.isTTY && !process.env.NO_COLOR && { FORCE_COLOR: '1' }
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** Parts that run side by side: each waits half of its time, for the database, for a clock or for a process. */
const LANES = 3

/** A run of one part, in a process with a database and a port of its own. What it prints comes when it has ended. */
function startPart(entry: string, part: string[], lane: string, settings: Record<string, string>) {
  const child = spawn(process.execPath, [...ARGUMENTS, entry, ...part], {
    env: { ...process.env, TEST_LANE: 'true', ...COLOURS, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const ended: Ended = { output: '', exitCode: 1 }
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk) => (ended.output += chunk))
  child.on('message', ({ lane: told }: Partial<Told>) => {
    if (told?.line) screen.say(told.line)
    if (told?.progress) screen.tellProgress(told.progress, lane)
    if (told?.outcome) ended.outcome = told.outcome
  })
  const { promise, resolve, reject } = Promise.withResolvers<Ended>()
  child.on('error', reject)
  child.on('close', (exitCode) => resolve({ ...ended, exitCode: exitCode ?? 1 }))
  return { child, ended: promise }
}

/** Whoever ends the run ends its parts, which take away what they have made. */
function passSignalsOn(running: Set<ChildProcess>) {
  for (const signal of SIGNALS)
    process.on(signal, () => {
      if (!process.exitCode) sayInterrupted(signal)
      process.exitCode = 128 + constants.signals[signal]
      for (const child of running) child.kill(signal)
    })
}

/** The last lines of japa's own reporter, of all parts together. */
class Total extends BaseReporter {
  runner = new Runner(new Emitter())

  tell(outcomes: Outcome[], duration: number) {
    const aggregates = { ...outcomes[0].aggregates }
    for (const outcome of outcomes.slice(1))
      for (const kind of Object.keys(aggregates) as (keyof typeof aggregates)[])
        aggregates[kind] += outcome.aggregates[kind]
    const hasError = outcomes.some((outcome) => outcome.hasError)
    return this.printSummary({
      aggregates,
      hasError,
      duration,
      failureTree: [],
      failedTestsTitles: [],
    })
  }
}

/** Runs the parts of a run, in their order: a lane that is done with one takes the next. */
export async function runInLanes(parts: string[][], entry = ENTRY) {
  const begun = Date.now()
  const running = new Set<ChildProcess>()
  const ended: Ended[] = []
  passSignalsOn(running)
  const waiting = parts.entries()

  async function runLane(lane: string) {
    for (const [at, part] of waiting) {
      if (process.exitCode) return
      const started = startPart(entry, part, lane, at ? { TEST_PORT: '' } : {})
      running.add(started.child)
      ended.push(await started.ended)
      running.delete(started.child)
    }
  }
  await Promise.all(Array.from({ length: LANES }, (_, at) => runLane(String(at))))
  if (process.exitCode) return

  const output = ended.map((part) => part.output.trim()).filter(Boolean)
  if (output.length) screen.say(`\n${output.join('\n\n')}`)
  process.exitCode = Math.max(...ended.map(({ exitCode }) => exitCode))
  const outcomes = ended.map(({ outcome }) => outcome).filter((outcome) => outcome !== undefined)
  // A part that died has said why.
  if (outcomes.length === parts.length) await new Total().tell(outcomes, Date.now() - begun)
}
