import { connect, type Socket } from 'node:net'
import { type Job, type Outcome, Tally } from './outcome.js'

const END_OF_HEADERS = '\r\n\r\n'

/** Read into one place again and again, and written from one: the load is to take little of the machine. */
const READ_INTO = 1024 * 1024
const WRITTEN = Buffer.alloc(256 * 1024)

/** Reads answers one after the other: keeps their heads, and counts the bytes of their bodies. */
class Answers {
  #head = ''
  #missing: number | undefined

  /** @param whole is told the head of each answer that is complete */
  constructor(private whole: (head: string) => void) {}

  take(bytes: Buffer) {
    const body = this.#missing === undefined ? this.#readHead(bytes) : bytes.length
    if (this.#missing === undefined) return
    this.#missing -= body
    if (this.#missing > 0) return
    const head = this.#head
    this.#head = ''
    this.#missing = undefined
    this.whole(head)
  }

  /** @returns how many bytes of the body came along with the end of the head */
  #readHead(bytes: Buffer) {
    const before = this.#head.length
    this.#head += bytes.toString('latin1')
    const end = this.#head.indexOf(END_OF_HEADERS)
    if (end < 0) return 0
    this.#head = this.#head.slice(0, end)
    this.#missing = Number(/\r\ncontent-length: *(\d+)/i.exec(this.#head)?.[1] ?? 0)
    return before + bytes.length - end - END_OF_HEADERS.length
  }
}

/** As fast as the server takes them. */
function writeBytes(socket: Socket, count: number, done: () => void) {
  if (count === 0) return done()
  const piece = WRITTEN.subarray(0, Math.min(count, WRITTEN.length))
  socket.write(piece, (error) => {
    if (!error) writeBytes(socket, count - piece.length, done)
  })
}

/**
 * Sends requests with or without so many bytes each, and counts what comes back. What is under way when the time is
 * over goes on to its end, and counts.
 * @param up what is cut out of a request at its last null character, and sent there
 */
export function transfer(job: Job, up: number): Promise<Outcome> {
  const { port, requests, connections, seconds, status } = job
  const tally = new Tally(seconds)
  let [next, open] = [0, 0]
  const { promise, resolve } = Promise.withResolvers<Outcome>()

  function start() {
    let [sent, isWaiting] = [0, true]
    open += 1
    const answers = new Answers((head) => {
      isWaiting = false
      tally.count(head.startsWith(`HTTP/1.1 ${status}`), sent)
      if (tally.isOver || /\r\nconnection: close/i.test(head)) socket.end()
      else send()
    })
    const onread = {
      buffer: Buffer.allocUnsafe(READ_INTO),
      callback(count: number, bytes: Uint8Array) {
        answers.take(Buffer.from(bytes.buffer, bytes.byteOffset, count))
        return true
      },
    }
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread })
    const send = () => {
      const [head, tail = ''] = requests[next++ % requests.length].split('\0')
      sent = performance.now()
      isWaiting = true
      socket.write(head)
      writeBytes(socket, up, () => socket.write(tail))
    }
    socket.on('connect', send)
    socket.on('error', () => {})
    socket.on('close', () => {
      open -= 1
      if (isWaiting) tally.broken += 1
      else if (!tally.isOver) return start()
      if (open === 0) resolve(tally.outcome())
    })
  }

  for (let i = 0; i < connections; i++) start()
  return promise
}
