import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { downloads } from '#config/service/downloads'

/** How often progress is checked within the client's timeout. */
const LOOKS = 4

/** Bytes that the operating system has accepted from us. */
export const bytesTaken = (socket: Socket) => socket.bytesWritten - socket.writableLength

/**
 * Cuts an answer off if its client has read nothing for too long. It watches how much the operating system accepts:
 * that stops when its buffers, and the client's, are full. Node's own socket timeout would be reset by anything the
 * client sends, and triggered by a slow storage.
 */
export function breakOffUnread(response: ServerResponse) {
  const { socket } = response.req
  const taken = () => bytesTaken(socket)
  let before = taken()
  let looks = 0
  const look = () => {
    const isStalled = socket.writableLength > 0 && taken() === before
    before = taken()
    looks = isStalled ? looks + 1 : 0
    if (looks === LOOKS) response.destroy()
  }
  const timer = setInterval(look, (downloads.idle * 1_000) / LOOKS).unref()
  response.once('close', () => clearInterval(timer))
}
