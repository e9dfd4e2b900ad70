import type { HttpContext } from '@adonisjs/core/http'
import { arrival } from '#config/arrival'

/**
 * Ends the connection after an answer that did not wait for the body. What the client still sends is dropped for a
 * while: a connection that is closed on unread bytes is reset, and the answer lost with it (RFC 9112, 9.6).
 */
export function closeOnUnreadBody({ request: { request }, response }: HttpContext) {
  const { socket } = request
  if (request.complete || socket.destroyed) return

  response.response.setHeader('Connection', 'close')
  const close = socket.destroySoon.bind(socket)
  socket.destroySoon = () => {
    socket.end()
    request.once('close', close).resume()
    setTimeout(close, arrival.linger * 1_000).unref()
  }
}

/** Tells a client that waits for it that the body is wanted (RFC 9110, 10.1.1). */
export function askForBody({ request, response }: HttpContext) {
  if (/^100-continue$/i.test(request.header('expect') ?? '')) response.response.writeContinue()
}
