import { once } from 'node:events'
import { pipeline, type Readable, Transform, type TransformCallback } from 'node:stream'
import { noteBytesPassed } from '#http/bodies/bytes_passed'

/**
 * Fails if there are more or fewer bytes than promised. It holds the last ones back until the count is known, so that a
 * wrong answer is never complete.
 */
class Exactly extends Transform {
  #missing: number
  #held: Buffer | undefined

  constructor(length: number) {
    super()
    this.#missing = length
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback) {
    this.#missing -= chunk.length
    noteBytesPassed(chunk)
    if (this.#missing < 0) return done(new Error('There are more bytes than there should be.'))
    const before = this.#held
    this.#held = chunk
    done(null, before)
  }

  override _flush(done: TransformCallback) {
    if (this.#missing > 0) return done(new Error(`${this.#missing} bytes are missing.`))
    done(null, this.#held)
  }
}

/**
 * A stream of exactly this many bytes, once the first ones have arrived: until then the answer can still be an error.
 * Destroying either stream destroys the other.
 * @param fail is told why it ended early, unless nobody wanted the rest
 */
export async function exactBytes(
  source: Readable,
  length: number,
  fail: (error: Error) => void
): Promise<Readable> {
  const bytes = new Exactly(length)
  pipeline(source, bytes, (error) => {
    if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') fail(error)
  })
  await once(bytes, 'readable')
  return bytes
}
