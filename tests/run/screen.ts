import type { RunnerSummary } from '@japa/runner/types'

/** What a run comes to in the end. */
export type Outcome = Pick<RunnerSummary, 'aggregates' | 'hasError'>

/** Where a run tells what it does. */
export interface Screen {
  say(line: string): void
  /** @param lane whose line it is, where several go on side by side */
  tellProgress(line: string, lane?: string): void
}

/** Milliseconds between two lines of progress: where the output is no terminal they stay. */
const EVERY = process.stdout.isTTY ? 100 : 30_000

/** The output of this process. On a terminal there is one line of progress, which is written anew each time. */
class OwnScreen implements Screen {
  #lines = new Map<string, { line: string; toldAt: number }>()

  say(line: string) {
    if (process.stdout.isTTY) process.stdout.write('\r\x1b[2K')
    console.log(line)
  }

  tellProgress(line: string, lane = '') {
    const { toldAt } = this.#lines.get(lane) ?? { toldAt: Date.now() }
    const isDue = Date.now() - toldAt >= EVERY
    this.#lines.set(lane, { line, toldAt: isDue ? Date.now() : toldAt })
    if (!isDue) return
    if (!process.stdout.isTTY) return console.log(line)
    const lines = [...this.#lines.values()].map((told) => told.line)
    process.stdout.write(`\r\x1b[2K${lines.join(' | ').slice(0, process.stdout.columns - 1)}`)
  }
}

/** What a lane of a run tells the process that has the screen (tests/run/lanes.ts). */
export type Told = { lane: { line?: string; progress?: string; outcome?: Outcome } }

export const isLane = process.env.TEST_LANE === 'true'

/** A lane ends with the run that it belongs to, even where that could not tell it so. */
function followRun() {
  process.on('disconnect', () => process.exit(1))
  process.channel?.unref()
}

if (isLane) followRun()

export const tell = (told: Told['lane']) => void process.send?.({ lane: told } satisfies Told)

const distantScreen: Screen = {
  say: (line) => tell({ line }),
  tellProgress: (progress) => tell({ progress }),
}

export const screen = isLane ? distantScreen : new OwnScreen()

export function sayInterrupted(signal: string) {
  process.stderr.write(`\nThe tests were interrupted (${signal}).\n`)
}
