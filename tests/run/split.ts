import { globSync } from 'node:fs'
import { dirname } from 'node:path'

/** Folders of the functional suite that together take as long as everything else. */
const HALF =
  /^tests\/functional\/(accounts|bulk|client|commands|events|faults|files|hostile|hostile_uploads|live|operations)\b/

/** Tells japa to run what is in these folders, and nothing else. */
const only = (folders: string[]) => `--files=${folders.map((folder) => `${folder}/*`).join()}`

/**
 * All suites in two lanes.
 * @returns the arguments of each lane
 */
export function splitSuites(suites: string[]): string[][] {
  const specs = globSync('tests/*/**/*.spec.ts').map((path) => path.replaceAll('\\', '/'))
  const folders = [...new Set(specs.map(dirname))].toSorted()
  const half = folders.filter((folder) => HALF.test(folder))
  const rest = folders.filter((folder) => !half.includes(folder))
  return [
    ['functional', only(half)],
    [...suites, only(rest)],
  ]
}
