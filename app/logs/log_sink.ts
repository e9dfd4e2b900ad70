import { constants, fstatSync, openSync, writeSync } from 'node:fs'
import { Socket } from 'node:net'

/** Bytes that may wait for the reader of the log. */
const ROOM = 8 * 1_024 * 1_024

/** Milliseconds until a full pipe is tried again. */
const PAUSE = 100

const STDOUT = 1
const { O_WRONLY, O_APPEND, O_NONBLOCK } = constants

/**
 * Opens standard output anew as non-blocking, so that a full pipe returns an error. A socket cannot be reopened, but is
 * non-blocking by itself.
 */
function openStdout(): number | Socket {
  try {
    return openSync('/proc/self/fd/1', O_WRONLY | O_APPEND | O_NONBLOCK)
  } catch {
    return fstatSync(STDOUT).isFile() ? STDOUT : new Socket({ fd: STDOUT, readable: false })
  }
}

const isFull = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EAGAIN'

/**
 * The destination of log lines in production. If the collector is stuck, requests do not wait for it and memory does
 * not fill up. Lines that do not fit are dropped and counted, and the count is logged as soon as there is room.
 */
export class LogSink {
  #output = openStdout()
  #waiting: Buffer[] = []
  #size = 0
  #dropped = 0
  /** Whether the first waiting line is being written, or will soon be tried again. */
  #isBusy = false

  constructor() {
    if (typeof this.#output !== 'number') this.#output.on('error', () => this.#close())
    process.on('exit', () => this.#flush())
  }

  write(line: string) {
    const bytes = Buffer.from(line)
    if (this.#size + bytes.length > ROOM) return void this.#dropped++
    this.#add(bytes)
    if (!this.#isBusy) this.#send()
  }

  #add(bytes: Buffer) {
    this.#waiting.push(bytes)
    this.#size += bytes.length
  }

  #send() {
    this.#isBusy = true
    const bytes = Buffer.concat(this.#waiting)
    this.#waiting = [bytes]
    if (typeof this.#output !== 'number')
      return void this.#output.write(bytes, (error) => this.#sent(error, bytes.length))
    try {
      this.#sent(null, writeSync(this.#output, bytes))
    } catch (error) {
      this.#sent(error, 0)
    }
  }

  #sent = (error: unknown, written: number) => {
    if (error && !isFull(error)) return this.#close()
    const [first, ...others] = this.#waiting
    this.#waiting = [first.subarray(written), ...others]
    this.#size -= written
    if (error) return void setTimeout(() => this.#send(), PAUSE).unref()
    this.#sayDropped()
    if (this.#size) return this.#send()
    this.#isBusy = false
  }

  #sayDropped() {
    if (!this.#dropped || this.#size > ROOM / 2) return
    const facts = { level: 40, time: Date.now(), pid: process.pid, dropped: this.#dropped }
    this.#dropped = 0
    const msg = 'lines of the log were left out, as nobody read it'
    this.#add(Buffer.from(`${JSON.stringify({ ...facts, msg })}\n`))
  }

  /** The reader has gone. */
  #close() {
    this.#waiting = []
    this.write = () => {}
  }

  /** Writes as much as possible at once. A socket takes everything. */
  #flush() {
    if (typeof this.#output !== 'number') return
    try {
      for (const bytes of this.#waiting) writeSync(this.#output, bytes)
    } catch {}
  }
}
