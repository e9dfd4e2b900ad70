import { basename } from 'node:path/posix'
import type { Readable } from 'node:stream'
import { S3Driver as DriveS3Driver } from '@adonisjs/drive/drivers/s3'
import {
  AbortMultipartUploadCommand,
  type AbortMultipartUploadCommandInput,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListObjectsV2Command,
  paginateListObjectsV2,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import { piecesOf } from '#storage/pieces'
import { promptBytes } from '#storage/prompt_bytes'
import { copyInParts } from '#storage/s3_copy'
import { uploadToS3 } from '#storage/s3_upload'
import { type ByteRange, isMissing, type StorageDriver } from '#storage/storage_driver'

/** Bytes of an object that is copied in one go, and of a part of a larger one if that fails. */
const COPIED_AT_ONCE = 256 * 1024 * 1024

/** Every download holds a connection until its client has read it. */
const MAX_CONNECTIONS = 1_000

type Options = Required<Pick<S3ClientConfig, 'credentials' | 'region' | 'forcePathStyle'>> & {
  bucket: string
  endpoint?: string
  /** Milliseconds to wait for an answer to begin, or to continue. */
  timeout: number
  copiedAtOnce?: number
}

/** Whether the server has answered at all, and knows the object. */
const isRefusal = (error: unknown) =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode !== undefined &&
  !isMissing(error)

/** @param socketTimeout milliseconds that a connection may stay idle; 0 for no limit */
function clientFor(
  { bucket, timeout, copiedAtOnce, ...options }: Options,
  socketTimeout = timeout
) {
  const agent = { keepAlive: true, maxSockets: MAX_CONNECTIONS }
  return new S3Client({
    ...options,
    maxAttempts: 2,
    /** S3-compatible servers need not know the newer checksums. */
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: timeout,
      requestTimeout: timeout,
      throwOnRequestTimeout: true,
      socketTimeout,
      httpAgent: agent,
      httpsAgent: agent,
    },
  })
}

/** A bucket. An object exists once it is whole, or not at all. */
export class S3Driver extends DriveS3Driver implements StorageDriver {
  #client: S3Client
  /** For bytes that are read only as fast as somebody downloads them. */
  #downloads: S3Client
  #timeout: number
  #bucket: string
  #copiedAtOnce: number

  constructor(options: Options) {
    const { bucket, timeout, copiedAtOnce = COPIED_AT_ONCE } = options
    const client = clientFor(options)
    super({ client, bucket, visibility: 'private', supportsACL: false })
    this.#client = client
    this.#downloads = clientFor(options, 0)
    this.#timeout = timeout
    this.#bucket = bucket
    this.#copiedAtOnce = copiedAtOnce
  }

  async putStream(
    key: string,
    contents: Readable,
    { contentLength }: { contentLength?: number } = {}
  ) {
    await uploadToS3(this.#client, { Bucket: this.#bucket, Key: key }, contents, contentLength)
  }

  /** Servers refuse what is too large for one go, each in other words. */
  async copy(source: string, destination: string) {
    try {
      await super.copy(source, destination)
    } catch (error) {
      const size = isRefusal(error) ? await this.#sizeOf(source) : 0
      if (size <= this.#copiedAtOnce) throw error
      const where = { Bucket: this.#bucket, from: source, to: destination }
      await copyInParts(this.#client, { ...where, size, partSize: this.#copiedAtOnce })
    }
  }

  /** 0 if the server does not say. */
  async #sizeOf(key: string) {
    const { contentLength } = await this.getMetaData(key).catch(() => ({ contentLength: 0 }))
    return contentLength
  }

  async getRange(key: string, range?: ByteRange) {
    const Range = range && `bytes=${range.start}-${range.end}`
    const answer = await this.#downloads.send(
      new GetObjectCommand({ Bucket: this.#bucket, Key: key, Range })
    )
    return promptBytes(answer.Body as Readable, this.#timeout)
  }

  async getPieces(key: string, range: ByteRange) {
    return piecesOf(await this.getRange(key, range))
  }

  /** A thousand to a page. */
  async *objectsIn(folder: string) {
    const query = { Bucket: this.#bucket, Prefix: `${folder}/` }
    for await (const page of paginateListObjectsV2({ client: this.#client }, query)) {
      for (const { Key, Size, LastModified } of page.Contents ?? [])
        yield { name: basename(Key!), size: Size!, modifiedAt: LastModified! }
    }
  }

  /** Requests one name: both credentials may do that. */
  async look(abortSignal: AbortSignal) {
    const query = { Bucket: this.#bucket, MaxKeys: 1 }
    await this.#client.send(new ListObjectsV2Command(query), { abortSignal })
  }

  async *unfinishedUploads(folder: string) {
    const query = { Bucket: this.#bucket, Prefix: `${folder}/` }
    let after: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {}
    while (after) {
      const page: ListMultipartUploadsCommandOutput = await this.#client.send(
        new ListMultipartUploadsCommand({ ...query, ...after })
      )
      for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
        const drop = () => this.#abort({ Bucket: this.#bucket, Key, UploadId })
        yield { startedAt: Initiated!, drop }
      }
      after = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
        : undefined
    }
  }

  /** Another instance may have been first. */
  async #abort(upload: AbortMultipartUploadCommandInput) {
    await this.#client.send(new AbortMultipartUploadCommand(upload)).catch((error) => {
      if (!isMissing(error)) throw error
    })
  }
}
