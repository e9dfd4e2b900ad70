import { pipeline, type Readable, Transform, type TransformCallback } from 'node:stream'

/** Fails if the next bytes do not arrive in time. */
class Prompt extends Transform {
  #patience: number
  #waiting: NodeJS.Timeout | undefined

  /** @param patience milliseconds */
  constructor(patience: number) {
    super()
    this.#patience = patience
  }

  /** Called when the reader wants more, and not while it has enough. */
  override _read(size: number) {
    this.#waiting ??= setTimeout(() => this.#giveUp(), this.#patience)
    super._read(size)
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback) {
    this.#stopWaiting()
    done(null, chunk)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void) {
    this.#stopWaiting()
    super._destroy(error, done)
  }

  #giveUp() {
    const error = new Error(`No bytes came for ${this.#patience} ms.`)
    this.destroy(Object.assign(error, { code: 'ETIMEDOUT' }))
  }

  #stopWaiting() {
    clearTimeout(this.#waiting)
    this.#waiting = undefined
  }
}

/**
 * The same bytes, with an error if the source stalls. The reader may pause for as long as it likes: a timeout on the
 * source's socket could not tell the two apart.
 * @param patience milliseconds
 */
export function promptBytes(source: Readable, patience: number): Readable {
  const prompt = new Prompt(patience)
  // Each stream reports its own error; all that is left here is that nobody wanted the rest.
  pipeline(source, prompt, () => {})
  return prompt
}
