import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Disk } from '@adonisjs/drive'
import { FileStore } from '#storage/file_store'
import { LocalDriver } from '#storage/local_driver'
import { S3Driver } from '#storage/s3_driver'
import { S3Server } from '#tests/helpers/storage/s3'
import { releaseLater } from '#tests/helpers/release'

export const MEGABYTE = 1024 * 1024

export class LocalStorage {
  root = ''
  readonly disk = () => new Disk(new LocalDriver(this.root))
  readonly store = new FileStore(() => ({ read: this.disk(), write: this.disk() }))

  async start() {
    this.root = await mkdtemp(join(tmpdir(), 'gatehouse-test-store-'))
    releaseLater(() => this.stop())
  }

  async stop() {
    await rm(this.root, { recursive: true, force: true })
  }
}

export class S3Storage {
  /** Milliseconds that a bucket may take: on a busy machine, some. */
  timeout = 10_000
  /** Bytes. */
  copiedAtOnce?: number
  readonly server = new S3Server()
  readonly store = new FileStore(() => ({
    read: this.diskWith(this.server.readKey),
    write: this.diskWith(this.server.writeKey),
  }))

  diskWith({ id, secret }: { id: string; secret: string }) {
    const { STORAGE_S3_BUCKET: bucket, STORAGE_S3_ENDPOINT: endpoint } = this.server.settings
    const credentials = { accessKeyId: id, secretAccessKey: secret }
    return new Disk(
      new S3Driver({
        bucket,
        endpoint,
        credentials,
        region: 'tests',
        forcePathStyle: true,
        timeout: this.timeout,
        copiedAtOnce: this.copiedAtOnce,
      })
    )
  }

  async start() {
    await this.server.start()
  }

  async stop() {
    await this.server.stop()
  }
}

/** Bytes that differ from place to place, in chunks as a network brings them. */
export function bytesOf(size: number) {
  const bytes = Buffer.alloc(size)
  for (let at = 0; at < size; at += 1) bytes[at] = (at * 31 + (at >> 8)) % 251
  return bytes
}

export function* chunksOf(bytes: Buffer, size = 60_000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export const streamOf = (bytes: Buffer) => Readable.from(chunksOf(bytes), { objectMode: false })
