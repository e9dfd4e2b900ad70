import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds: what has not happened by then, on however busy a machine, is taken not to happen at all. */
const PATIENCE = 60_000

/** Waits until something is so, and fails where it never is. */
export async function until(what: string, isSo: () => unknown) {
  const end = performance.now() + PATIENCE
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`Waited in vain until ${what}`)
    await wait(10)
  }
}
