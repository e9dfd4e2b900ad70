import { createServer } from 'node:net'

/** Where every server listens. */
export const HOST = '127.0.0.1'

export async function freePort() {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
