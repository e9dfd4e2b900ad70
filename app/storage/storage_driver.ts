import type { Readable } from 'node:stream'
import type { DriverContract } from '@adonisjs/drive/types'

/** The first and the last byte of a part, both included, counted from 0. */
export type ByteRange = { start: number; end: number }

/** An object by the end of its key, after the last slash. Sizes are in bytes. */
export type ListedObject = { name: string; size: number; modifiedAt: Date }

/** An upload that was begun and neither ended nor given up, so that its bytes are kept but listed nowhere. */
export type UnfinishedUpload = { startedAt: Date; drop: () => Promise<unknown> }

/** What our disks can do beyond those of drive. */
export interface StorageDriver extends DriverContract {
  /** The bytes of an object, or some of them. Rejects, and does not only end in an error, where there is none. */
  getRange(key: string, range?: ByteRange): Promise<Readable>

  /** All objects below a folder, in no order. */
  objectsIn(folder: string): AsyncIterable<ListedObject>

  /** @throws Error where the storage does not answer, or not in time */
  look(signal: AbortSignal): Promise<void>

  unfinishedUploads(folder: string): AsyncIterable<UnfinishedUpload>
}

/** Whether an error, or what caused it, says that there is no such object. */
export function isMissing(error: unknown): boolean {
  const { code, cause, $metadata } = (error ?? {}) as {
    code?: string
    cause?: unknown
    $metadata?: { httpStatusCode?: number }
  }
  if (code === 'ENOENT' || $metadata?.httpStatusCode === 404) return true
  return cause !== undefined && isMissing(cause)
}
