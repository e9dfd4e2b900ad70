import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Keeps count of connections that have brought nothing yet, as browsers open one in advance. Node takes them for busy:
 * a server that ends would wait for them.
 * @returns what closes them
 */
export function unusedConnections(server: Server) {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return () => {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  }
}
