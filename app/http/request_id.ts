import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const ACCEPTABLE = /^[A-Za-z0-9._-]{1,128}$/

export const createRequestId = () => randomUUID()

/**
 * Keeps the client's X-Request-Id if it is harmless, and otherwise generates one. Runs before anything reads or logs
 * it.
 */
export function settleRequestId(request: IncomingMessage) {
  const given = request.headers['x-request-id']
  if (typeof given === 'string' && ACCEPTABLE.test(given)) return given
  return (request.headers['x-request-id'] = createRequestId())
}
