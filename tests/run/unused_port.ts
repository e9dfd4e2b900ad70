import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below what systems give to connections that go out, so that none of them takes the port later on. */
const [LOWEST, HIGHEST] = [20_000, 32_000]

async function isUnused(port: number) {
  const server = createServer()
  server.listen(port, 'localhost')
  try {
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}

/** A port of this machine that nobody listens on. */
export async function unusedPort(): Promise<number> {
  const port = randomInt(LOWEST, HIGHEST)
  return (await isUnused(port)) ? port : unusedPort()
}
