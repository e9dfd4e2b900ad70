import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { fileLimits } from '#config/service/files'
import { problems } from '#exceptions/problem'
import { isProgram, isTaken } from '#files/taken_types'
import { mediaTypeOf, TELLING_BYTES } from '#storage/media_type'

/** What the bytes of a file tell about it. */
export type Contents = { size: number; sha256: Buffer; mediaType: string }

/** Inspects bytes as they pass, and stops them once they are refused. */
export class Inspection {
  #hash = createHash('sha256')
  #head: Buffer = Buffer.alloc(0)
  #size = 0
  #mediaType: string | undefined

  /** @param room bytes that the owner may still store */
  constructor(private room: number) {}

  /** @throws Problem unsupported_media_type, payload_too_large, or whatever error the stream ends with */
  async *of(bytes: Readable): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) {
      await this.#note(chunk)
      yield chunk
    }
    await this.#tellType()
  }

  /** Available once all bytes have passed. */
  get contents(): Contents {
    return { size: this.#size, sha256: this.#hash.digest(), mediaType: this.#mediaType! }
  }

  async #note(chunk: Buffer) {
    this.#size += chunk.length
    if (this.#size > fileLimits.largest) throw problems.fileTooLarge(fileLimits.largest)
    if (this.#size > this.room) throw problems.payloadTooLarge('quota')
    this.#hash.update(chunk)
    if (this.#head.length === TELLING_BYTES) return

    const wanted = chunk.subarray(0, TELLING_BYTES - this.#head.length)
    this.#head = Buffer.concat([this.#head, wanted])
    if (this.#head.length === TELLING_BYTES) await this.#tellType()
  }

  async #tellType() {
    this.#mediaType ??= await mediaTypeOf(this.#head)
    if (!isTaken(this.#mediaType))
      throw problems.refusedFileType(
        isProgram(this.#mediaType) ? 'program' : 'file',
        this.#mediaType
      )
  }
}
