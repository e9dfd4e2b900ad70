import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { downloads } from '#config/service/downloads'

/** Times that are looked within the patience that a client has. */
const LOOKS = 4

/** That the operating system has taken from us. */
export const bytesTaken = (socket: Socket) => socket.bytesWritten - socket.writableLength

/**
 * Breaks an answer off once its client has read nothing of it for too long. It is watched what the operating system
 * takes from us: that stands still when its buffers, and those of the client, are full. Node's own timeout of a socket
 * would count as life what the client sends, and be tripped by a storage that is slow.
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
