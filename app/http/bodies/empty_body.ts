import type { IncomingMessage } from 'node:http'
import { hasBody } from '#http/arrival'
import { waitsToBeAsked } from '#http/bodies/unread_body'

/** Waits for the first byte of a body, or for its end. Consumes nothing. */
async function untilItBegins(request: IncomingMessage) {
  const isSettled = () => request.readableLength > 0 || request.readableEnded || request.destroyed
  while (!isSettled()) {
    const { promise, resolve } = Promise.withResolvers<void>()
    request.on('readable', resolve).on('end', resolve).on('close', resolve)
    await promise
    request.off('readable', resolve).off('end', resolve).off('close', resolve)
    // The end is only reported to a reader that asks for more.
    if (!isSettled()) request.read()
  }
}

/**
 * Whether the body has any content. A browser's fetch() sends `Content-Length: 0` for no body, others send no chunk,
 * and either may come with any type or none.
 */
export async function hasContent(request: IncomingMessage) {
  if (!hasBody(request)) return false
  if (!('transfer-encoding' in request.headers)) return request.headers['content-length'] !== '0'
  if (waitsToBeAsked(request)) return true
  await untilItBegins(request)
  return !request.readableEnded
}
