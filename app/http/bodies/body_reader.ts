import type { IncomingMessage } from 'node:http'
import { problems } from '#exceptions/problem'
import { arrival } from '#config/service/arrival'
import { noteBytesPassed } from '#http/bodies/bytes_passed'

/**
 * Reads a body piece by piece, only as fast as it is asked to. It buffers no more than a chunk and what it has to find
 * at once, which is limited for the whole body.
 */
export class BodyReader {
  #held: Buffer
  #received = 0
  #secondsWaited = 0
  #room = arrival.upload.beside

  /** @param start treated as if it preceded the body */
  constructor(
    private request: IncomingMessage,
    start = ''
  ) {
    this.#held = Buffer.from(start)
  }

  /** Raises the limit for everything that is not streamed. */
  allow(bytes: number) {
    this.#room += bytes
  }

  /**
   * Reads up to a delimiter, and consumes both.
   * @throws Problem bad_request if the body ends first, payload_too_large if that is too much
   */
  async until(delimiter: Buffer): Promise<Buffer> {
    for (;;) {
      const at = this.#held.indexOf(delimiter)
      const length = at < 0 ? this.#held.length : at + delimiter.length
      if (length > this.#room + delimiter.length) throw problems.payloadTooLarge()
      if (at >= 0) return this.#takeBeside(length).subarray(0, at)
      await this.#pullOrFail()
    }
  }

  /** The next few bytes. */
  async exactly(length: number): Promise<Buffer> {
    while (this.#held.length < length) await this.#pullOrFail()
    return this.#takeBeside(length)
  }

  /** Whether a delimiter comes next. Consumes nothing. */
  async isBefore(delimiter: Buffer) {
    while (this.#held.length < delimiter.length) await this.#pullOrFail()
    return this.#held.subarray(0, delimiter.length).equals(delimiter)
  }

  /** The same as `until`, but streamed, and of any size. */
  async *upTo(delimiter: Buffer): AsyncGenerator<Buffer, void, void> {
    let at: number
    while ((at = this.#held.indexOf(delimiter)) < 0) {
      const certain = this.#lengthBefore(delimiter)
      if (certain > 0) yield this.#take(certain)
      await this.#pullOrFail()
    }
    if (at > 0) yield this.#take(at)
    this.#take(delimiter.length)
  }

  /** The same, but discarded. */
  async skipTo(delimiter: Buffer) {
    const skipped = this.upTo(delimiter)
    let { done } = await skipped.next()
    while (!done) ({ done } = await skipped.next())
  }

  /** Reads to the end of the body and discards it. */
  async toEnd() {
    do {
      if (this.#held.length > this.#room) throw problems.payloadTooLarge()
      this.#takeBeside(this.#held.length)
    } while (await this.#pull())
  }

  /** Bytes that cannot belong to a delimiter, whatever follows: one may begin near the end of the buffer. */
  #lengthBefore(delimiter: Buffer) {
    const { length } = this.#held
    const beginning = this.#held.indexOf(delimiter[0], Math.max(length - delimiter.length + 1, 0))
    return beginning < 0 ? length : beginning
  }

  #take(length: number) {
    const taken = this.#held.subarray(0, length)
    this.#held = this.#held.subarray(length)
    return taken
  }

  #takeBeside(length: number) {
    this.#room -= length
    return this.#take(length)
  }

  async #pullOrFail() {
    if (!(await this.#pull())) throw problems.badRequest('bodyCutShort')
  }

  /** @returns false at the end of the body */
  async #pull(): Promise<boolean> {
    for (;;) {
      const chunk: Buffer | null = this.request.read()
      if (chunk) {
        this.#received += chunk.length
        noteBytesPassed(chunk)
        this.#held = this.#held.length ? Buffer.concat([this.#held, chunk]) : chunk
        return true
      }
      if (this.request.readableEnded) return false
      await this.#waitForClient()
    }
  }

  /** Seconds that the client may stay silent from now on. */
  get #patience() {
    const { idle, slowest, start, longest } = arrival.upload
    const inAll = Math.min(start + this.#received / slowest, longest)
    return Math.min(idle, inAll - this.#secondsWaited)
  }

  /** @throws Problem request_timeout if the client is silent for too long, bad_request if it has left */
  async #waitForClient() {
    const { request } = this
    if (request.destroyed) throw problems.badRequest('bodyCutShort')

    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const leave = () => reject(problems.badRequest('bodyCutShort'))
    const timer = setTimeout(() => reject(problems.requestTimeout()), this.#patience * 1_000)
    const start = performance.now()
    request.on('readable', resolve).on('end', resolve).on('close', leave)
    try {
      await promise
    } finally {
      clearTimeout(timer)
      request.off('readable', resolve).off('end', resolve).off('close', leave)
      this.#secondsWaited += (performance.now() - start) / 1_000
    }
  }
}
