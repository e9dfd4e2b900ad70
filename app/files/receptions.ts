import { Problem } from '#exceptions/problem'
import { receiveFile } from '#files/reception'
import type File from '#models/file'
import type User from '#models/user'
import { shortName } from '#names/file_name'
import type { Upload } from '#uploads/upload'

/** What has become of the files of one form, in the order in which they came. */
export type Reception = { stored: File[]; failed: { name: string | null; problem: Problem }[] }

/** What is wrong with one file, and says nothing of the next. */
const OF_ONE_FILE = ['payload_too_large', 'unsupported_media_type', 'unavailable']

const isOfOneFile = (error: unknown): error is Problem =>
  error instanceof Problem && OF_ONE_FILE.includes(error.code)

async function* all(first: Upload, others: AsyncIterable<Upload>) {
  yield first
  yield* others
}

/**
 * The files of one form, one after the other: each is kept, or not, whatever becomes of the others.
 * @throws Problem what the only file fails with (see receiveFile()), or what the form itself does
 */
export async function receiveFiles(owner: User, first: Upload, others: AsyncIterable<Upload>) {
  const { stored, failed }: Reception = { stored: [], failed: [] }
  let last: Problem | undefined
  for await (const upload of all(first, others)) {
    try {
      const { file } = await receiveFile(owner, upload)
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
