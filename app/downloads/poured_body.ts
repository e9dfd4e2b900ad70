import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { Pieces } from '#storage/storage_driver'

/** Resolves once the operating system has taken the piece: with false if the client has left. */
const written = (response: ServerResponse, piece: Buffer) =>
  new Promise<boolean>((resolve) => {
    if (response.destroyed) return resolve(false)
    response.write(piece, (error) => resolve(!error))
  })

/**
 * A body that is written piece by piece, and reads the next one only when the last one has been sent: all of them may
 * be read into one buffer. It is a stream because AdonisJS sends nothing else, and it can only be piped.
 */
export class PouredBody extends Readable {
  private constructor(
    private first: Buffer | null,
    private rest: Pieces
  ) {
    super()
  }

  /** Resolves once the first bytes have arrived: until then the answer can still be an error. */
  static async of(pieces: Pieces) {
    return new PouredBody(await pieces.next(), pieces)
  }

  override pipe<T extends NodeJS.WritableStream>(response: T) {
    this.#pour(response as unknown as ServerResponse).catch((error) => this.destroy(error))
    return response
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void) {
    this.rest.destroy()
    done(error)
  }

  /** Stops if the client has left. */
  async #pour(response: ServerResponse) {
    for (let piece = this.first; piece; piece = await this.#next(response))
      if (!(await written(response, piece))) return this.destroy()
    response.end()
  }

  async #next(response: ServerResponse) {
    try {
      return await this.rest.next()
    } catch (error) {
      if (response.destroyed) return null
      throw error
    }
  }
}
