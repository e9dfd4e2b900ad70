import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type User from '#models/user'
import type { FileStore } from '#storage/file_store'

/** Unix permissions of a file in the ZIP: for its owner alone. */
const MODE = 0o100600

export type Entry = {
  path: string
  bytes: Readable
  modifiedAt: Date
  /** Whether compressing it is worth the processor time. */
  isCompressed: boolean
}

/** A ZIP that is read while it is written: one entry after another, only as fast as it is read. */
export class Archive {
  readonly #zip = new ZipFile()
  readonly bytes = this.#zip.outputStream as Readable

  constructor() {
    this.#zip.on('error', (error: Error) => this.fail(error))
    // The reader is told; there may be no reader yet.
    this.bytes.on('error', () => {})
  }

  /** @throws the error that its bytes end with, or an error if nobody reads the archive any more */
  async add({ path, bytes, modifiedAt, isCompressed }: Entry) {
    const drop = () => bytes.destroy()
    if (this.bytes.destroyed) drop()
    this.bytes.once('close', drop)
    try {
      const options = { mtime: modifiedAt, mode: MODE, compress: isCompressed }
      this.#zip.addReadStream(bytes, path, options)
      await finished(bytes)
    } finally {
      this.bytes.off('close', drop)
    }
  }

  /** Finishes the archive. */
  end() {
    this.#zip.end()
  }

  /** Breaks the stream, so that the reader knows it is incomplete. */
  fail(error: unknown) {
    this.bytes.destroy(error as Error)
  }
}

/** Adds one kind of somebody's data. */
export type Part = (archive: Archive, owner: User, store: FileStore) => Promise<void>
