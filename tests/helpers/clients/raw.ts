import { connect } from 'node:net'
import { ORIGIN } from '#tests/helpers/clients/http'

/**
 * Sends bytes as they are, and answers with all that comes back until the server closes the connection: for
 * what an HTTP client would refuse to send.
 *
 * @param patience milliseconds without a word from the server after which it counts as dead
 */
export function sendBytes(bytes: string | Buffer, patience = 20_000): Promise<string> {
  const { hostname, port } = new URL(ORIGIN)
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const received: Buffer[] = []
  const socket = connect(Number(port), hostname)

  socket.setTimeout(patience, () => {
    reject(new Error('No answer in time'))
    socket.destroy()
  })
  socket.on('data', (chunk) => received.push(chunk))
  socket.on('close', () => resolve(Buffer.concat(received).toString('latin1')))
  // A server that refuses a body may close before it has read all of it: what it said until then counts.
  socket.on('error', () => {})
  socket.write(bytes)
  return promise
}

/** A request in bytes; the server closes the connection after its answer. */
export function httpBytes(
  requestLine: string,
  headers: [string, string][] = [],
  body: string | Buffer = ''
) {
  const length: [string, string][] = body.length
    ? [['Content-Length', String(Buffer.byteLength(body))]]
    : []
  const lines = [['Host', new URL(ORIGIN).host], ['Connection', 'close'], ...length, ...headers]
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  const head = Buffer.from(`${requestLine} HTTP/1.1\r\n${lines}\r\n`, 'latin1')
  return Buffer.concat([head, Buffer.from(body)])
}

/** The status of an answer in bytes, or null where there was none. */
export function statusOf(answer: string) {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]
  return status ? Number(status) : null
}

/**
 * Sends a request, and then one piece after the other until an answer comes.
 * @returns the answer, and how many bytes it took
 */
export function pour(head: string | Buffer, piece: Buffer, patience = 20_000) {
  const { hostname, port } = new URL(ORIGIN)
  const { promise, resolve, reject } = Promise.withResolvers<{ answer: string; sent: number }>()
  const socket = connect(Number(port), hostname)
  const received: Buffer[] = []
  const pourOn = () => {
    while (!received.length && socket.write(piece));
  }

  socket.setTimeout(patience, () => reject(new Error('No answer in time')))
  socket.on('drain', pourOn).on('error', () => {})
  socket.on('data', (chunk) => received.push(chunk) && socket.end())
  socket.on('close', () => {
    resolve({ answer: Buffer.concat(received).toString('latin1'), sent: socket.bytesWritten })
  })
  socket.write(head)
  pourOn()
  return promise
}
