import type { PluginFn } from '@japa/runner/types'
import { nameWhatIsOpen, ownChildren } from '#tests/run/still_open'

const SECOND = 1_000

/** Seconds that each part of a run may take on however busy a machine; after that it hangs. */
const PATIENCE = {
  /** Before the first test of a suite or group. */
  setup: 180,
  /** For the hooks of a test, beyond what the test itself is given. */
  test: 60,
  /** After a test, and after the last of them. */
  cleanup: Number(process.env.TEST_CLEANUP_SECONDS || 30),
  /** For the application to end, and then the process by itself. */
  end: Number(process.env.TEST_END_SECONDS || 5),
}

let timer: NodeJS.Timeout | undefined

/** @param wait seconds; in place of what was awaited before */
function expectWithin(wait: number, giveUp: () => void) {
  clearTimeout(timer)
  timer = setTimeout(giveUp, wait * SECOND).unref()
}

/** A process that has said what it has to say: the end of its output may still be on its way. */
function say(lines: string[]) {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''))
}

/** What a run leaves behind would keep others waiting: whoever reads its output, or wants its port. */
export function endChildren() {
  for (const { pid, command } of ownChildren()) {
    say([`The tests have left a process running, which is ended now: ${pid} ${command}`])
    process.kill(pid, 'SIGKILL')
  }
}

function endNow(why: string, exitCode: NodeJS.Process['exitCode']) {
  const open = nameWhatIsOpen()
  say(['', why, ...open.map((name) => `  ${name}`)])
  process.exit(exitCode)
}

/** Nothing is left to do: a process that has not ended by itself soon is ended, with the exit code that it has. */
export function expectEnd() {
  expectWithin(PATIENCE.end, () =>
    endNow('The tests have left something open, which is closed now:', process.exitCode)
  )
}

/** Every run ends, whatever hangs: a hook, a server that waits for a client, or a timer. */
export const watchdogPlugin: PluginFn = ({ runner, emitter, config }) => {
  let last = 'The run has begun'

  /** Whether a test that was asked for has not been run yet. */
  const isUnfinished = () =>
    runner.suites
      .flatMap(({ stack }) => stack)
      .filter((entry) => config.refiner.allows(entry))
      .flatMap((entry) => ('tests' in entry ? entry.tests : [entry]))
      .some((test) => config.refiner.allows(test) && !test.executed)

  async function giveUp() {
    const why = `${last}, and what comes after that does not end`
    const hasFailed = isUnfinished() || runner.failed || runner.getSummary().aggregates.failed > 0
    if (isUnfinished()) {
      const errors = [{ phase: 'teardown' as const, error: new Error(why) }]
      await emitter.emit('suite:end', { name: 'the run', hasError: true, errors })
    }
    await runner.end()
    endNow(`${why}. Still open:`, hasFailed ? 1 : 0)
  }
  const watch = (what: string, wait: number) => {
    last = what
    expectWithin(wait, () => void giveUp())
  }
  const { setup, test, cleanup } = PATIENCE

  emitter.on('suite:start', ({ name }) => watch(`The suite ${name} has begun`, setup))
  emitter.on('group:start', ({ title }) => watch(`The group "${title}" has begun`, setup))
  emitter.on('test:start', ({ title, timeout }) =>
    watch(`The test "${title.expanded}" has begun`, test + (timeout ?? 0) / SECOND)
  )
  emitter.on('test:end', ({ title }) => watch(`The test "${title.expanded}" has ended`, cleanup))
  emitter.on('group:end', ({ title }) => watch(`The group "${title}" has ended`, cleanup))
  emitter.on('suite:end', ({ name }) => watch(`The suite ${name} has ended`, cleanup))
}
