import { Problem } from '#exceptions/problem'
import { receiveFile, type Sender } from '#files/reception'
import type File from '#models/file'
import { shortName } from '#names/file_name'
import type { Upload } from '#uploads/upload'

/** What became of the files of one form, in the order they were sent. */
export type Reception = { stored: File[]; failed: { name: string | null; problem: Problem }[] }

/** Problems of a single file, which say nothing about the next. */
const OF_ONE_FILE = ['payload_too_large', 'unsupported_media_type', 'unavailable']

const isOfOneFile = (error: unknown): error is Problem =>
  error instanceof Problem && OF_ONE_FILE.includes(error.code)

async function* all(first: Upload, others: AsyncIterable<Upload>) {
  yield first
  yield* others
}

/**
 * Receives the files of one form one after another. Each is stored or not, whatever becomes of the others.
 * @throws Problem that of the only file (see receiveFile()), or of the form itself
 */
export async function receiveFiles(sender: Sender, first: Upload, others: AsyncIterable<Upload>) {
  const { stored, failed }: Reception = { stored: [], failed: [] }
  let last: Problem | undefined
  for await (const upload of all(first, others)) {
    try {
      const { file } = await receiveFile(sender, upload)
      stored.push(file)
    } catch (error) {
      if (!isOfOneFile(error)) throw error
      last = error
      failed.push({ name: upload.name ? shortName(upload.name) : null, problem: error })
    }
  }
  if (last && stored.length + failed.length === 1) throw last
  return { stored, failed } satisfies Reception
}
