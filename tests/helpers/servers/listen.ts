import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'
import { until } from '#tests/helpers/until'

/**
 * Has a server listen on this machine, and answers with its port.
 * @param port one that it had before: where somebody has taken it meanwhile, it is waited for. By default a free one.
 */
export async function listen(server: Server, port = 0): Promise<number> {
  await until(`port ${port} is free`, async () => {
    server.listen(port, '127.0.0.1')
    return once(server, 'listening').catch((error) => {
      if (error.code !== 'EADDRINUSE') throw error
    })
  })
  return (server.address() as AddressInfo).port
}
