import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { BaseReporter, Emitter, Runner } from '@japa/runner/core'
import { type Outcome, sayInterrupted, screen, type Told } from '#tests/run/screen'

type Ended = { output: string; outcome?: Outcome; exitCode: number }

const ENTRY = fileURLToPath(new URL('../../bin/test.ts', import.meta.url))
/** Taken from the environment again before tests start processes: run.ts. */
const COLOURS = process.stdout.isTTY && !process.env.NO_COLOR && { FORCE_COLOR: '1' }
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A run of some suites, in a process with a database and a port of its own. What it prints comes when it has ended. */
function startLane(entry: string, suites: string[], settings: Record<string, string>) {
  const lane = spawn(process.execPath, [...process.execArgv, entry, ...suites], {
    env: { ...process.env, TEST_LANE: 'true', ...COLOURS, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const ended: Ended = { output: '', exitCode: 1 }
  for (const stream of [lane.stdout!, lane.stderr!])
    stream.on('data', (chunk) => (ended.output += chunk))
  lane.on('message', ({ lane: told }: Partial<Told>) => {
    if (told?.line) screen.say(told.line)
    if (told?.progress) screen.tellProgress(told.progress, suites.join())
    if (told?.outcome) ended.outcome = told.outcome
  })
  const { promise, resolve, reject } = Promise.withResolvers<Ended>()
  lane.on('error', reject)
  lane.on('close', (exitCode) => resolve({ ...ended, exitCode: exitCode ?? 1 }))
  return { lane, ended: promise }
}

/** Whoever ends the run ends its lanes, which take away what they have made. */
function passSignalsOn(lanes: ChildProcess[]) {
  for (const signal of SIGNALS)
    process.on(signal, () => {
      if (!process.exitCode) sayInterrupted(signal)
      process.exitCode = 128 + constants.signals[signal]
      for (const lane of lanes) lane.kill(signal)
    })
}

/** The last lines of japa's own reporter, of all lanes together. */
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

/** Runs suites side by side: most of them wait most of the time, for the database, for a clock or for a process. */
export async function runInLanes(lanes: string[][], entry = ENTRY) {
  const begun = Date.now()
  const started = lanes.map((suites, at) => startLane(entry, suites, at ? { TEST_PORT: '' } : {}))
  passSignalsOn(started.map(({ lane }) => lane))
  const ended = await Promise.all(started.map((lane) => lane.ended))
  if (process.exitCode) return

  const output = ended.map((lane) => lane.output.trim()).filter(Boolean)
  if (output.length) screen.say(`\n${output.join('\n\n')}`)
  process.exitCode = Math.max(...ended.map(({ exitCode }) => exitCode))
  const outcomes = ended.map(({ outcome }) => outcome).filter((outcome) => outcome !== undefined)
  // A lane that died has said why.
  if (outcomes.length === lanes.length) await new Total().tell(outcomes, Date.now() - begun)
}
