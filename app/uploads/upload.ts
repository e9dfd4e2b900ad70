import type { Readable } from 'node:stream'
import { problems } from '#exceptions/problem'

/** A file that a client is sending. */
export type Upload = {
  /** The sender's name for it; null if that cannot be determined. */
  name: string | null
  /** Read from the client only as fast as the stream is read; they fail with a Problem if the client does. */
  bytes: Readable
  /** Identifies an upload that is retried after its answer was lost. */
  idempotencyKey?: string
}

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** The upload, on routes with `middleware.upload()`. */
    upload: Upload
    /** The files after it in the same form, one by one: only the forms of pages have any. */
    otherUploads: AsyncIterable<Upload>
  }
}

export const fileIsMissing = () => problems.brokenRule('file.required')
