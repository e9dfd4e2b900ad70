import type { Readable } from 'node:stream'
import { problems } from '#exceptions/problem'

/** A file that a client is sending. */
export type Upload = {
  /** What its sender calls it; null where that cannot be told. */
  name: string | null
  /** Read from the client as they are read from here; they fail with a Problem where the client does. */
  bytes: Readable
  /** By which an upload is known where it is tried again after its answer was lost. */
  idempotencyKey?: string
}

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** What was sent to a route that takes uploads: those with `middleware.upload()`. */
    upload: Upload
    /** Those after it in the same form, one by one: only forms of pages have any. */
    otherUploads: AsyncIterable<Upload>
  }
}

export const fileIsMissing = () => problems.brokenRule('file.required')
