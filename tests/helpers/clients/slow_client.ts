import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { ORIGIN } from '#tests/helpers/clients/http'

type Pace = {
  /** Bytes that follow the head: all that were promised. */
  body: Buffer
  /** Milliseconds that it takes to send them. */
  during: number
  origin?: string
}

/** Milliseconds between two pieces. */
const STEP = 100

/**
 * A client that reads nothing before it has sent all, as those of phones do.
 * @returns the answer
 * @throws where the connection is reset, or closed without an answer
 */
export async function sendSlowly(head: Buffer, { body, during, origin = ORIGIN }: Pace) {
  const { hostname, port } = new URL(origin)
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true }).pause()
  const failed = once(socket, 'error').then(([error]) => Promise.reject(error))
  failed.catch(() => {})

  const send = async () => {
    socket.write(head)
    const size = Math.ceil((body.length * STEP) / during)
    for (let at = 0; at < body.length; at += size) {
      if (!socket.write(body.subarray(at, at + size))) await once(socket, 'drain')
      await wait(STEP)
    }
    const received: Buffer[] = []
    socket.on('data', (chunk) => received.push(chunk)).resume()
    await once(socket, 'end')
    socket.end()
    return Buffer.concat(received).toString('latin1')
  }
  try {
    return await Promise.race([send(), failed])
  } finally {
    socket.destroy()
  }
}
