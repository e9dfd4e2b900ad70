import { createServer, type Socket } from 'node:net'
import { listen } from '#tests/helpers/servers/listen'
import { releaseLater } from '#tests/helpers/release'

/** A mail server of the simplest kind (RFC 5321): takes every mail, or answers RCPT as it is told. */
export async function startSmtpServer({ recipientAnswer = '250 fine', delay = 0 } = {}) {
  const received: string[] = []
  const sockets = new Set<Socket>()

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    let inData = false
    let buffer = ''
    const say = (line: string) => socket.write(`${line}\r\n`)

    function take(line: string) {
      if (/^(EHLO|HELO)/i.test(line)) return say('250 tests')
      if (/^RCPT/i.test(line)) return say(recipientAnswer)
      if (/^QUIT/i.test(line)) return socket.end('221 bye\r\n')
      if (/^DATA/i.test(line)) inData = true
      return say(inData ? '354 go on' : '250 fine')
    }

    say('220 tests')
    socket.on('data', (chunk) => {
      buffer += chunk
      if (inData && buffer.includes('\r\n.\r\n')) {
        const end = buffer.indexOf('\r\n.\r\n')
        received.push(buffer.slice(0, end))
        buffer = buffer.slice(end + 5)
        inData = false
        setTimeout(() => say('250 taken'), delay)
      }
      while (!inData && buffer.includes('\r\n')) {
        const end = buffer.indexOf('\r\n')
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        take(line)
      }
    })
  })

  const stop = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy()
      server.close(() => resolve())
    })
  releaseLater(stop)
  return { port: await listen(server), received, stop }
}
