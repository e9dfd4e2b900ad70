import { noteBytesPassed } from '#http/bodies/bytes_passed'
import type { Pieces } from '#storage/storage_driver'

/**
 * Fails if there are more or fewer bytes than promised. It holds the last piece back until it is known that nothing
 * follows, so that a wrong answer is never complete.
 */
export class ExactPieces implements Pieces {
  #missing: number
  #buffer: ArrayBufferLike | undefined

  constructor(
    private source: Pieces,
    length: number
  ) {
    this.#missing = length
  }

  async next() {
    if (this.#missing === 0) return null
    const piece = await this.source.next()
    if (!piece) throw new Error(`${this.#missing} bytes are missing.`)
    this.#note(piece)
    this.#missing -= piece.length
    if (this.#missing < 0 || (this.#missing === 0 && (await this.source.next())))
      throw new Error('There are more bytes than there should be.')
    return piece
  }

  destroy() {
    this.source.destroy()
  }

  /** A buffer that is used again and again becomes garbage once. */
  #note(piece: Buffer) {
    if (piece.buffer !== this.#buffer) noteBytesPassed(piece)
    this.#buffer = piece.buffer
  }
}
