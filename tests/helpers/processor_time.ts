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
