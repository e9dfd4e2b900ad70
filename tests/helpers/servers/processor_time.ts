/**
 * Milliseconds that the processor worked for this process, its server and its threads included, while the task ran.
 * Time on the clock would also tell what else the machine had to do.
 */
export async function processorTimeOf(task: () => unknown) {
  const before = process.cpuUsage()
  await task()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** Tries after which it is no chance that a task takes long. */
const TRIES = 3

/**
 * Milliseconds that the thread of the server, which is that of the tests, worked while the task ran: of the first try
 * that took no more than so many, or of the best one. For no longer can the task have held the event loop.
 */
export async function leastWorkOf(task: () => unknown, limit: number) {
  let least = Infinity
  for (let count = 0; count < TRIES && least > limit; count++) {
    const before = process.threadCpuUsage()
    await task()
    const { user, system } = process.threadCpuUsage(before)
    least = Math.min(least, (user + system) / 1_000)
  }
  return least
}
