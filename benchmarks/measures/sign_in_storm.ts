import { Load, requestOf } from '../load/load.js'
import { options } from '../options.js'
import type { Server } from '../servers.js'

const SECONDS = options.quick ? 3 : 10

/** The slowest of a hundred answers to `/api/v1/me`, while 100 connections try passwords without end. Milliseconds. */
export async function measureSignInStorm(load: Load, server: Server, tokens: string[]) {
  const me = tokens.map((header) => requestOf({ path: '/api/v1/me', header }))
  const quietly = { port: server.port, requests: me, connections: 4, seconds: SECONDS, status: 200 }
  const quiet = await load.run(quietly)

  const signIn = Array.from({ length: 1_000 }, (_, index) =>
    requestOf({
      method: 'POST',
      path: '/api/v1/tokens',
      json: { login: `nobody${index}`, password: 'not the right one' },
    })
  )
  const storm = new Load()
  const seconds = SECONDS + 2
  const hammering = storm.run({
    port: server.port,
    requests: signIn,
    connections: 100,
    seconds,
    status: 400,
  })
  const during = await load.run(quietly)
  const hammered = await hammering
  storm.stop()
  return { quiet, during, hammered }
}
