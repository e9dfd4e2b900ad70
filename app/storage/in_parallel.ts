/** Works on items as they come, on some at once. The first failure is thrown, and no further item begun. */
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
