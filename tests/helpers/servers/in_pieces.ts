import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { ORIGIN } from '#tests/helpers/clients/http'
import { releaseLater } from '#tests/helpers/release'
import { listen } from '#tests/helpers/servers/listen'

/** Milliseconds: longer than a browser waits before it paints what it has. */
const PAUSE = 100

/**
 * Serves what the application does, pages in pieces, as over a slow network: each ends behind one of these.
 * @returns its origin, on whose name the browser keeps the same cookies
 */
export async function serveInPieces(ends: RegExp) {
  const server = createServer(async ({ url, headers }, response) => {
    const { cookie = '', accept = '*/*' } = headers
    const answer = await fetch(new URL(url!, ORIGIN), { headers: { cookie, accept } })
    const type = answer.headers.get('content-type') ?? ''
    response.writeHead(answer.status, { 'content-type': type })
    if (!type.startsWith('text/html')) return response.end(await answer.bytes())
    for (const piece of (await answer.text()).split(ends)) {
      response.write(piece)
      await pause(PAUSE)
    }
    response.end()
  })
  releaseLater(() => server.close())
  const { protocol, hostname } = new URL(ORIGIN)
  return `${protocol}//${hostname}:${await listen(server)}`
}
