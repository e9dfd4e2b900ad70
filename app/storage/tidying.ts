import { setTimeout as wait } from 'node:timers/promises'
import logger from '@adonisjs/core/services/logger'
import { logOfKind } from '#logs/log_of_kind'

type Tidying = {
  /** Milliseconds, where a client waits: the removal continues by itself. */
  atMost?: number
  /** Whether a line about the same storage is written in any case. One that does not answer in time is told anyway. */
  isTold?: boolean
}

/** Milliseconds. A storage that has just failed may not answer at all, and the client has already waited for it. */
export const TIDYING = 1_000

const LEFT = 'bytes could not be removed, and are left to files:prune'

const tellLeft = (key: string, err: unknown) =>
  logOfKind(LEFT, (suppressed) => logger.warn({ err, key, suppressed }, LEFT))

const noAnswerIn = (patience: number) =>
  Object.assign(new Error(`no answer in ${patience} ms`), { code: 'ETIMEDOUT' })

/** Waits until bytes are removed that nothing refers to. If they cannot be, files:prune will do it. */
export async function tidied(
  key: string,
  removal: Promise<unknown>,
  { atMost, isTold = false }: Tidying = {}
) {
  let isSilent = isTold
  const removed = removal.catch((error) => isSilent || tellLeft(key, error)).then(() => false)
  if (atMost === undefined) return void (await removed)

  const isDone = new AbortController()
  const isLate = wait(atMost, true, { signal: isDone.signal, ref: false }).catch(() => false)
  if (await Promise.race([removed, isLate])) {
    isSilent = true
    tellLeft(key, noAnswerIn(atMost))
  }
  isDone.abort()
}
