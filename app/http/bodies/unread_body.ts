import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { arrival } from '#config/service/arrival'
import { fileLimits } from '#config/service/files'
import { hasBody, liftArrivalLimit } from '#http/arrival'
import { networkOf } from '#http/network'

/** Milliseconds between two looks at what a client still sends. */
const LOOK_EVERY = 250

/** Networks of those that still send, once for each. */
const lingering: string[] = []

const mayLinger = (network: string) =>
  lingering.length < arrival.refused.atOnce &&
  lingering.filter((other) => other === network).length < arrival.refused.perNetwork

/** Whether a client that was answered already has sent enough, or too little: by the limits that uploads have. */
function patienceWith(socket: Socket) {
  const { idle, start, slowest, longest, beside } = arrival.upload
  const begin = performance.now()
  const before = socket.bytesRead
  let seen = before
  let lastSeen = begin

  return function isExhausted() {
    const now = performance.now()
    if (socket.bytesRead > seen) lastSeen = now
    seen = socket.bytesRead
    const [received, seconds] = [seen - before, (now - begin) / 1_000]
    return (
      now - lastSeen > idle * 1_000 ||
      seconds > Math.min(start + received / slowest, longest) ||
      received > fileLimits.largest + beside
    )
  }
}

/** Drops what comes until all of it has, or it is too much, or next to nothing. */
function drop(request: IncomingMessage, close: () => void) {
  const { socket } = request
  const network = networkOf(socket.remoteAddress ?? '')
  liftArrivalLimit(request)
  request.once('close', close)
  // Whoever was reading may still wait for more, and a stream flows only where nobody does.
  request.removeAllListeners('readable')
  setImmediate(() => request.resume())
  if (!mayLinger(network)) {
    const timer = setTimeout(close, arrival.refused.linger * 1_000).unref()
    return socket.once('close', () => clearTimeout(timer))
  }

  lingering.push(network)
  const isExhausted = patienceWith(socket)
  const timer = setInterval(() => isExhausted() && close(), LOOK_EVERY).unref()
  // Not when the request is closed: node forgets it with its answer, and a client that leaves would be counted for ever.
  return socket.once('close', () => {
    clearInterval(timer)
    lingering.splice(lingering.indexOf(network), 1)
  })
}

/**
 * For an answer that does not wait for the body. Many clients read it once they have sent all, however long that takes,
 * and a connection that is closed on unread bytes is reset, and the answer lost with it (RFC 9112, 9.6). So only our half
 * of the connection is closed, and what the client still sends is dropped.
 */
export function readOnAfterAnswer(request: IncomingMessage) {
  const { socket } = request
  if (!hasBody(request) || request.complete) return

  const close = socket.destroySoon.bind(socket)
  const isUsual = () => delete (socket as Partial<Socket>).destroySoon
  socket.destroySoon = () => {
    isUsual()
    if (request.complete || request.destroyed) return close()
    socket.end()
    drop(request, close)
  }
  request.once('close', isUsual)
}

/** Before an answer is sent: the connection ends with it, where the body was not read. */
export function closeOnUnreadBody(request: IncomingMessage, response: ServerResponse) {
  if (!request.complete && !request.socket.destroyed) response.setHeader('Connection', 'close')
}

/** Tells a client that waits for it that the body is wanted (RFC 9110, 10.1.1). */
export function askForBody(request: IncomingMessage, response: ServerResponse) {
  if (waitsToBeAsked(request)) response.writeContinue()
}

/** Those of HTTP/1.0 do not know it. */
export const waitsToBeAsked = ({ headers, httpVersion }: IncomingMessage) =>
  httpVersion === '1.1' && /^100-continue$/i.test(headers.expect ?? '')
