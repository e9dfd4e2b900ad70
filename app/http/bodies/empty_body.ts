import type { IncomingMessage } from 'node:http'
import { hasBody } from '#http/arrival'
import { waitsToBeAsked } from '#http/bodies/unread_body'

/** Waits for the first byte of a body, or for its end. Nothing is taken. */
async function untilItBegins(request: IncomingMessage) {
  const isSettled = () => request.readableLength > 0 || request.readableEnded || request.destroyed
  while (!isSettled()) {
    const { promise, resolve } = Promise.withResolvers<void>()
    request.on('readable', resolve).on('end', resolve).on('close', resolve)
    await promise
    request.off('readable', resolve).off('end', resolve).off('close', resolve)
    // An end is told only to those who ask for more.
    if (!isSettled()) request.read()
  }
}

/**
 * Whether there is anything in a body. A browser's fetch() sends `Content-Length: 0` where there is nothing to send,
 * others send no chunk, and either may come with any type or none.
 */
export async function hasContent(request: IncomingMessage) {
  if (!hasBody(request)) return false
  if (!('transfer-encoding' in request.headers)) return request.headers['content-length'] !== '0'
  if (waitsToBeAsked(request)) return true
  await untilItBegins(request)
  return !request.readableEnded
}
