import { globSync } from 'node:fs'
import { dirname } from 'node:path'

/** Folders of the functional suite that together take as long as the rest of it and the conformance suite. */
const SLOW =
  /^tests\/functional\/(accounts|bulk|client|events|faults|files|hostile|hostile_uploads|live|operations)\b/

/** They wait for processes, as the unit tests do. */
const COMMANDS = /^tests\/functional\/commands\b/

const QUICK = /^tests\/(functional|conformance)\b/

/** Tells japa to run what is in these folders, and nothing else. */
const only = (folders: string[]) => `--files=${folders.map((folder) => `${folder}/*`).join()}`

/**
 * All suites in three lanes, which take about as long as each other.
 * @returns the arguments of each lane
 */
export function splitSuites(suites: string[]): string[][] {
  const specs = globSync('tests/*/**/*.spec.ts').map((path) => path.replaceAll('\\', '/'))
  const folders = [...new Set(specs.map(dirname))].toSorted()
  const {
    slow = [],
    quick = [],
    rest = [],
  } = Object.groupBy(folders, (folder) => {
    if (SLOW.test(folder)) return 'slow'
    return QUICK.test(folder) && !COMMANDS.test(folder) ? 'quick' : 'rest'
  })
  return [
    ['functional', only(slow)],
    ['functional', 'conformance', only(quick)],
    [...suites.filter((suite) => suite !== 'conformance'), only(rest)],
  ]
}
