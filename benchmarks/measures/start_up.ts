import { plan } from '../options.js'
import { medianOf } from '../load/rounds.js'
import { freePort } from '../load/free_port.js'
import { Server } from '../servers.js'

/** Milliseconds from the start of the process to the first answer of `/api/v1/me`. */
export async function measureStartUp(databaseUrl: string, token: string) {
  const headers = { Authorization: token.replace('Authorization: ', '') }
  const times: number[] = []
  for (let i = 0; i < plan.starts; i++) {
    const port = await freePort()
    const start = performance.now()
    const server = new Server('Gatehouse', port, databaseUrl)
    const { status } = await server.untilItAnswers('/api/v1/me', headers, 5)
    times.push(performance.now() - start)
    await server.stop()
    if (status !== 200) throw new Error(`The first answer was ${status}.`)
  }
  return { median: medianOf(times), least: Math.min(...times) }
}
