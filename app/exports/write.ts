import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { Archive } from '#exports/archive'
import { expectedSize, fillArchive } from '#exports/contents'
import type User from '#models/user'
import type { Checksum } from '#storage/checksum'
import fileStore, { type FileStore } from '#storage/file_store'

/** Passes the bytes through, and knows their number and hash at the end. */
function summed(bytes: Readable) {
  const hash = createHash('sha256')
  let size = 0
  async function* pass() {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      hash.update(chunk)
      size += chunk.length
      yield chunk
    }
  }
  return {
    bytes: Readable.from(pass(), { objectMode: false }),
    sum: () => ({ size, sha256: hash.digest() }),
  }
}

/**
 * Writes all of somebody's data into the storage as one ZIP, streaming what it reads. A failure leaves nothing behind.
 * @param key in the storage
 * @throws the reason of the signal once it is aborted
 */
export async function writeArchive(
  owner: User,
  key: string,
  signal?: AbortSignal,
  store: FileStore = fileStore
): Promise<Checksum> {
  const archive = new Archive()
  const abort = () => archive.fail(signal!.reason)
  signal?.addEventListener('abort', abort, { once: true })
  const { bytes, sum } = summed(archive.bytes)
  const filling = fillArchive(archive, owner, store).catch((error) => archive.fail(error))
  try {
    signal?.throwIfAborted()
    await store.writeIncoming(key, bytes, await expectedSize(owner))
    await store.makeFinal(key)
  } finally {
    signal?.removeEventListener('abort', abort)
    archive.bytes.destroy()
    await filling
  }
  return sum()
}
