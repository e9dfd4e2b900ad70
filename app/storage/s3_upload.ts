import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  type CompletedPart,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { TIDYING, tidied } from '#storage/tidying'

/** An upload's memory: this many parts of this size, being filled or sent. */
const PARTS = 2
const PART_SIZE = 5 * 1024 * 1024

/** S3 takes 10,000 parts per object. Fewer are planned, because there may be a little more than expected. */
const PLANNED_PARTS = 9_000

/** All parts but the last have the same size, as some buckets require. */
const sizeOfParts = (expected: number) => Math.max(PART_SIZE, Math.ceil(expected / PLANNED_PARTS))

type Target = { Bucket: string; Key: string }

/**
 * All bytes, in parts of which only the last may be short, or empty. Each chunk is copied as it comes: hundreds of
 * small buffers that wait for their part to be full grow old, and are collected late.
 * @param size of a part, in bytes
 * @param spare parts that are no longer needed, to be filled again
 */
async function* partsOf(contents: AsyncIterable<Buffer>, size: number, spare: Buffer[]) {
  const next = () => spare.pop() ?? Buffer.allocUnsafeSlow(size)
  let part = next()
  let filled = 0
  for await (const chunk of contents) {
    for (let at = 0; at < chunk.length;) {
      if (filled === size) {
        yield part
        part = next()
        filled = 0
      }
      const copied = chunk.copy(part, filled, at)
      filled += copied
      at += copied
    }
  }
  yield part.subarray(0, filled)
}

/** The parts of one object that are being sent. */
class PartsInFlight {
  #sending = new Set<Promise<void>>()
  #sent: CompletedPart[] = []
  #begun = 0
  #failure = new AbortController()

  constructor(
    private client: S3Client,
    private upload: Target & { UploadId: string | undefined },
    private spare: Buffer[]
  ) {}

  /** Resolves once another one can be filled. @throws the error of an earlier part as well */
  async add(part: Buffer) {
    const sending = this.#send(part, ++this.#begun).then(() => void this.#sending.delete(sending))
    sending.catch(() => {})
    this.#sending.add(sending)
    if (this.#sending.size === PARTS) await Promise.race(this.#sending)
  }

  async complete() {
    await Promise.all(this.#sending)
    const Parts = this.#sent.sort((one, other) => one.PartNumber! - other.PartNumber!)
    await this.client.send(
      new CompleteMultipartUploadCommand({ ...this.upload, MultipartUpload: { Parts } })
    )
  }

  /** A part that arrives after its upload was aborted would be kept. If it cannot be aborted, files:prune finds it. */
  async abort() {
    this.#failure.abort()
    await Promise.allSettled(this.#sending)
    const removal = this.client.send(new AbortMultipartUploadCommand(this.upload))
    await tidied(this.upload.Key, removal, { atMost: TIDYING, isTold: true })
  }

  async #send(part: Buffer, PartNumber: number) {
    const { ETag } = await this.client.send(
      new UploadPartCommand({ ...this.upload, PartNumber, Body: part }),
      { abortSignal: this.#failure.signal }
    )
    this.#sent.push({ PartNumber, ETag })
    this.spare.push(part)
  }
}

/**
 * Puts an object into a bucket: in parts, unless it fits into one. After a failure they are removed.
 * @param expected bytes, approximately: without it, the largest object is 48 GiB
 */
export async function uploadToS3(
  client: S3Client,
  target: Target,
  contents: AsyncIterable<Buffer>,
  expected = 0
): Promise<void> {
  const size = sizeOfParts(expected)
  const spare: Buffer[] = []
  let upload: PartsInFlight | undefined
  try {
    for await (const part of partsOf(contents, size, spare)) {
      if (!upload && part.length < size) {
        await client.send(new PutObjectCommand({ ...target, Body: part }))
        return
      }
      upload ??= await begin(client, target, spare)
      await upload.add(part)
    }
    await upload!.complete()
  } catch (error) {
    await upload?.abort()
    throw error
  }
}

async function begin(client: S3Client, target: Target, spare: Buffer[]) {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(target))
  return new PartsInFlight(client, { ...target, UploadId }, spare)
}
