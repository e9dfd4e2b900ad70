import { noteBytesPassed } from '#http/bodies/bytes_passed'
import type { Pieces } from '#storage/storage_driver'
import { failsTo, storageFailed } from '#storage/storage_failure'

/**
 * Fails if there are more or fewer bytes than promised. It holds the last piece back until it is known that nothing
 * follows, so that a wrong answer is never complete.
 */
export class ExactPieces implements Pieces {
  #missing: number
  #buffer: ArrayBufferLike | undefined

  constructor(
    private source: Pieces,
    private key: string,
    length: number
  ) {
    this.#missing = length
  }

  async next() {
    if (this.#missing === 0) return null
    const piece = await this.#nextOfSource()
    if (!piece) throw this.#wrong(`${this.#missing} bytes are missing`)
    this.#note(piece)
    this.#missing -= piece.length
    if (this.#missing < 0 || (this.#missing === 0 && (await this.#nextOfSource())))
      throw this.#wrong('there are more bytes than there should be')
    return piece
  }

  destroy() {
    this.source.destroy()
  }

  #nextOfSource() {
    return this.source.next().catch(failsTo('read', this.key))
  }

  #wrong(message: string) {
    return storageFailed('read', Object.assign(new Error(message), { code: 'E_SIZE' }), this.key)
  }

  /** A buffer that is used again and again becomes garbage once. */
  #note(piece: Buffer) {
    if (piece.buffer !== this.#buffer) noteBytesPassed(piece)
    this.#buffer = piece.buffer
  }
}
