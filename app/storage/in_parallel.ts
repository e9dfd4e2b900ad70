/** Processes items as they come, several at once. The first failure is thrown, and no further item started. */
export async function inParallel<T>(
  width: number,
  items: AsyncIterable<T>,
  work: (item: T) => Promise<unknown>
) {
  const iterator = items[Symbol.asyncIterator]()
  let isOver = false
  async function worker() {
    for (let next = await iterator.next(); !next.done && !isOver; next = await iterator.next())
      await work(next.value)
  }
  const workers = Array.from({ length: width }, () =>
    worker().catch((error) => {
      isOver = true
      throw error
    })
  )
  const outcomes = await Promise.allSettled(workers)
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
}
