import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { arrival } from '#config/service/arrival'
import { fileLimits } from '#config/service/files'
import { hasBody, liftArrivalLimit } from '#http/arrival'
import { networkOf } from '#http/network'

/** Milliseconds between two checks of a client that is still sending. */
const LOOK_EVERY = 250

/** The networks of clients that are still sending, one entry per client. */
const lingering: string[] = []

const mayLinger = (network: string) =>
  lingering.length < arrival.refused.atOnce &&
  lingering.filter((other) => other === network).length < arrival.refused.perNetwork

/** Whether a client that already has its answer has sent too much, or too little: by the limits for uploads. */
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

/** Discards what arrives until the end, until it is too much, or until next to nothing arrives. */
function drop(request: IncomingMessage, close: () => void) {
  const { socket } = request
  const network = networkOf(socket.remoteAddress ?? '')
  liftArrivalLimit(request)
  request.once('close', close)
  // The previous reader may still wait for more, and a stream flows only if nobody does.
  request.removeAllListeners('readable')
  setImmediate(() => request.resume())
  if (!mayLinger(network)) {
    const timer = setTimeout(close, arrival.refused.linger * 1_000).unref()
    return socket.once('close', () => clearTimeout(timer))
  }

  lingering.push(network)
  const isExhausted = patienceWith(socket)
  const timer = setInterval(() => isExhausted() && close(), LOOK_EVERY).unref()
  // Not when the request is closed: node forgets it with its answer, and a client that leaves would be counted forever.
  return socket.once('close', () => {
    clearInterval(timer)
    lingering.splice(lingering.indexOf(network), 1)
  })
}

/**
 * For an answer that does not wait for the body. Many clients read it only after they have sent everything, however
 * long that takes. A connection closed with unread bytes is reset, and the answer lost (RFC 9112, 9.6). So only our
 * half of the connection is closed, and what the client still sends is discarded.
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

/** Before an answer is sent: the connection closes with it if the body was not read. */
export function closeOnUnreadBody(request: IncomingMessage, response: ServerResponse) {
  if (!request.complete && !request.socket.destroyed) response.setHeader('Connection', 'close')
}

/** Tells a client that waits for it to send the body (RFC 9110, 10.1.1). */
export function askForBody(request: IncomingMessage, response: ServerResponse) {
  if (waitsToBeAsked(request)) response.writeContinue()
}

/** Node also takes lists in which it is one of several. */
export const expectsOnlyContinue = ({ headers }: IncomingMessage) =>
  /^100-continue$/i.test(headers.expect ?? '')

/** HTTP/1.0 clients do not know `100 Continue`. */
export const waitsToBeAsked = (request: IncomingMessage) =>
  request.httpVersion === '1.1' && expectsOnlyContinue(request)
