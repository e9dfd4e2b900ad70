import { globSync } from 'node:fs'
import { dirname } from 'node:path'

/** Folders of the functional suite that together take as long as the others and the conformance suite. */
const SLOW =
  /^tests\/functional\/(accounts|bulk|client|commands|events|faults|files|hostile|hostile_uploads|live|operations)\b/

/** Tells japa to run what is in these folders, and nothing else. */
const only = (folders: string[]) => `--files=${folders.map((folder) => `${folder}/*`).join()}`

/**
 * All suites in three lanes, which take about as long as each other.
 * @returns the arguments of each lane
 */
export function splitSuites(suites: string[]): string[][] {
  const specs = globSync('tests/*/**/*.spec.ts').map((path) => path.replaceAll('\\', '/'))
  const folders = [...new Set(specs.map(dirname))].toSorted()
  const slow = folders.filter((folder) => SLOW.test(folder))
  const quick = folders.filter(
    (folder) => /^tests\/(functional|conformance)\b/.test(folder) && !slow.includes(folder)
  )
  const rest = folders.filter((folder) => ![...slow, ...quick].includes(folder))
  return [
    ['functional', only(slow)],
    ['functional', 'conformance', only(quick)],
    [...suites.filter((suite) => !['functional', 'conformance'].includes(suite)), only(rest)],
  ]
}
