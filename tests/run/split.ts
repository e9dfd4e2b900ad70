import { globSync } from 'node:fs'
import { dirname } from 'node:path'

/** Folders that make a part, those that take longest first, so that all lanes end at about the same time. */
const PARTS = [
  /^tests\/browser\b/,
  /^tests\/functional\/commands\b/,
  /^tests\/functional\/(faults|hostile|live)\b/,
  /^tests\/functional\/(accounts|events|keys|mails|operations)\b/,
  /^tests\/functional\b/,
  /^tests\/conformance\b/,
  /^tests\/unit\b/,
]

/** Tells japa to run what is in these folders, and nothing else. */
const only = (folders: string[]) => `--files=${folders.map((folder) => `${folder}/*`).join()}`

/**
 * What PARTS does not name, such as another suite, makes a part of its own.
 * @returns the arguments of the run of each part, which together are all suites
 */
export function splitSuites(suites: string[]): string[][] {
  const specs = globSync(suites.map((suite) => `tests/${suite}/**/*.spec.ts`))
  const folders = new Set(specs.map((path) => dirname(path).replaceAll('\\', '/')))
  const parts = Map.groupBy([...folders].toSorted(), (folder) =>
    PARTS.findIndex((part) => part.test(folder))
  )
  const suitesOf = (its: string[]) =>
    suites.filter((suite) => its.some((folder) => folder.startsWith(`tests/${suite}`)))
  return [...parts]
    .toSorted(([one], [other]) => one - other)
    .map(([, its]) => [...suitesOf(its), only(its)])
}
