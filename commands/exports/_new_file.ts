import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { written } from '../_failure.js'

/** Nobody else on this machine may read it. */
const MODE = 0o600

type Pieces = AsyncIterable<string | Uint8Array>

/** A file that is not whole, or that nobody would know of, is removed; one that was there before is not. */
async function write(path: string, pieces: Pieces, tell: () => Promise<unknown>) {
  const file = createWriteStream(path, { flags: 'wx', mode: MODE })
  try {
    await pipeline(pieces, file)
    await tell()
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') await rm(path, { force: true })
    throw error
  }
}

/**
 * Writes what a command takes out of Gatehouse to a file that does not exist yet.
 * @param tell records that it has been taken out
 * @throws CommandFailure where it cannot be written, and whatever `pieces` and `tell` throw
 */
export const writeNewFile = (path: string, pieces: Pieces, tell = () => Promise.resolve()) =>
  written(path, write(path, pieces, tell))
