import type { Readable } from 'node:stream'
import type { DriverContract } from '@adonisjs/drive/types'

/** The first and the last byte of a part, both inclusive, counted from 0. */
export type ByteRange = { start: number; end: number }

/** An object by the end of its key, after the last slash. Sizes are in bytes. */
export type ListedObject = { name: string; size: number; modifiedAt: Date }

/** An upload that was started and neither finished nor aborted, so that its bytes are stored but listed nowhere. */
export type UnfinishedUpload = { startedAt: Date; drop: () => Promise<unknown> }

/** Bytes that are read piece by piece. */
export interface Pieces {
  /** Null at the end. The next piece may overwrite this one. */
  next(): Promise<Buffer | null>
  /** Closes what they are read from. Safe to repeat. */
  destroy(): void
}

/** What our disks can do beyond those of drive. */
export interface StorageDriver extends DriverContract {
  /**
   * The bytes of an object, or some of them. If there is none, the promise rejects, rather than only the stream
   * failing.
   */
  getRange(key: string, range?: ByteRange): Promise<Readable>

  /** The same in pieces. */
  getPieces(key: string, range: ByteRange): Promise<Pieces>

  /** All objects below a folder, in no particular order. */
  objectsIn(folder: string): AsyncIterable<ListedObject>

  /** @throws Error if the storage does not answer, or not in time */
  look(signal: AbortSignal): Promise<void>

  unfinishedUploads(folder: string): AsyncIterable<UnfinishedUpload>
}

/** Whether an error, or its cause, says that there is no such object. */
export function isMissing(error: unknown): boolean {
  const { code, cause, $metadata } = (error ?? {}) as {
    code?: string
    cause?: unknown
    $metadata?: { httpStatusCode?: number }
  }
  if (code === 'ENOENT' || $metadata?.httpStatusCode === 404) return true
  return cause !== undefined && isMissing(cause)
}
