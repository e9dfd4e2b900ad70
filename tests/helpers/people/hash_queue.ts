import { hashQueue } from '#passwords/hash_queue'
import { until } from '#tests/helpers/until'

/**
 * Holds up everything that wants a password hashed while the task runs.
 * @param waiting how many wait in the queue already
 */
export async function whileHashing<T>(task: () => Promise<T>, waiting = 0): Promise<T> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const blockers = Array.from({ length: hashQueue.concurrency + waiting }, () =>
    hashQueue.run(() => released)
  )
  try {
    return await task()
  } finally {
    release()
    await Promise.all(blockers)
  }
}

/** The same, while nobody else is let into the queue. */
export const whileQueueIsFull = <T>(task: () => Promise<T>) => whileHashing(task, hashQueue.places)

/** Until this many requests wait for a hash. */
export const untilQueued = (count: number) =>
  until(`${count} wait for a hash`, () => hashQueue.waiting >= count)
