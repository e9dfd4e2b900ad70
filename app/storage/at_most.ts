import { setTimeout as wait } from 'node:timers/promises'

/** Waits for work that cannot fail, but only for so many milliseconds: then it continues by itself. */
export async function atMost(patience: number, work: Promise<unknown>) {
  const isDone = new AbortController()
  const tooLong = wait(patience, undefined, { signal: isDone.signal, ref: false }).catch(() => {})
  await Promise.race([work, tooLong])
  isDone.abort()
}
