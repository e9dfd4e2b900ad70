import { PassThrough, pipeline, type Readable } from 'node:stream'
import { problems } from '#exceptions/problem'

/** What the storage did when it failed, for the log and for commands. Its cause says why. */
class StorageFailure extends Error {}

/** drive puts an error of its own around that of the system, which says no more than we do. */
function withoutDrive(error: unknown) {
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  return /^E_CANNOT_/.test(String(code)) && cause ? cause : error
}

/**
 * What a client is answered if the storage fails: only that it may try again. The reason is for the log of whoever
 * catches it.
 * @param doing such as "write"
 */
export function storageFailed(doing: string, error: unknown, key?: string) {
  const what = key === undefined ? doing : `${doing} ${key}`
  const cause = new StorageFailure(`the storage failed to ${what}`, { cause: withoutDrive(error) })
  return problems.unavailable({ cause })
}

/** The same, for whatever rejects. */
export const failsTo = (doing: string, key?: string) => (error: unknown) => {
  throw storageFailed(doing, error, key)
}

/** Whether a line about this error says why the storage failed. */
export const isOfStorage = (error: unknown) =>
  (error as { cause?: unknown })?.cause instanceof StorageFailure

/** The same bytes, whose error says what they are. */
export function namedStream(key: string, bytes: Readable): Readable {
  const contents = new PassThrough({
    destroy: (error, done) => done(error && storageFailed('read', error, key)),
  })
  pipeline(bytes, contents, () => {})
  return contents
}
