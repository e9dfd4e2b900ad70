import type { IncomingMessage } from 'node:http'
import { arrival } from '#config/service/arrival'

const timers = new WeakMap<IncomingMessage, NodeJS.Timeout>()

export const hasBody = ({ headers }: IncomingMessage) =>
  'content-length' in headers || 'transfer-encoding' in headers

/**
 * Replaces node's own limit, which allows no exceptions.
 * @param onLate called if the body has not arrived in time
 */
export function limitArrival(request: IncomingMessage, onLate: () => void) {
  if (!hasBody(request)) return
  const timer = setTimeout(() => !request.complete && onLate(), arrival.request * 1_000).unref()
  timers.set(request, timer)
  request.once('close', () => clearTimeout(timer))
}

/** For a request whose reader has its own limits. */
export const liftArrivalLimit = (request: IncomingMessage) => clearTimeout(timers.get(request))
