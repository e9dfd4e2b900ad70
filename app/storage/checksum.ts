import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'

/** What a file's row says about its bytes, and what can be computed from them. */
export type Checksum = { size: number; sha256: Buffer }

export const isSame = (one: Checksum, other: Checksum) =>
  one.size === other.size && one.sha256.equals(other.sha256)

/** Reads bytes to their end. */
export async function checksumOf(bytes: Readable): Promise<Checksum> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of bytes) {
    hash.update(chunk)
    size += chunk.length
  }
  return { size, sha256: hash.digest() }
}
