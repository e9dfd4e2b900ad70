import { globSync } from 'node:fs'
import { dirname } from 'node:path'

/** Folders of the functional suite whose tests wait most of the time: for processes, faults and pauses. */
const WAITING = /^tests\/functional\/(commands|faults|guessing|operations)\b/

/** Tells japa to run what is in these folders, and nothing else. */
const only = (folders: string[]) => `--files=${folders.map((folder) => `${folder}/*`).join()}`

/**
 * All suites in three lanes that take about as long as each other.
 * @returns the arguments of each lane
 */
export function splitSuites(names: string[]): string[][] {
  const specs = globSync('tests/{functional,unit}/**/*.spec.ts')
  const folders = [...new Set(specs.map((path) => dirname(path).replaceAll('\\', '/')))].toSorted()
  const waiting = folders.filter((folder) => WAITING.test(folder))
  const others = folders.filter((folder) => !WAITING.test(folder))
  const rest = names.filter((name) => name !== 'functional' && name !== 'unit')
  return [['functional', only(waiting)], ['unit', 'functional', only(others)], rest]
}
