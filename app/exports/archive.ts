import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type User from '#models/user'
import type { FileStore } from '#storage/file_store'

/** A file in a ZIP, as Unix knows it: for its owner alone. */
const MODE = 0o100600

export type Entry = {
  path: string
  bytes: Readable
  modifiedAt: Date
  /** Whether it is worth the processor time. */
  isCompressed: boolean
}

/** A ZIP that is read while it is written: one entry after the other, each as fast as somebody reads. */
export class Archive {
  readonly #zip = new ZipFile()
  readonly bytes = this.#zip.outputStream as Readable

  constructor() {
    this.#zip.on('error', (error: Error) => this.fail(error))
    // Whoever reads it is told; nobody may be reading yet.
    this.bytes.on('error', () => {})
  }

  /** @throws what its bytes fail with, and where nobody reads the archive any more */
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

  /** There are no more. */
  end() {
    this.#zip.end()
  }

  /** Whoever reads it is told that it is not whole. */
  fail(error: unknown) {
    this.bytes.destroy(error as Error)
  }
}

/** Adds one of all the things that somebody has. */
export type Part = (archive: Archive, owner: User, store: FileStore) => Promise<void>
