import { finished, PassThrough, pipeline, type Readable } from 'node:stream'
import type { Disk } from '@adonisjs/drive'
import drive from '@adonisjs/drive/services/main'
import { storageDisk } from '#config/drive'
import { uuid } from '#words/ids/uuid'
import {
  type ByteRange,
  isMissing,
  type Pieces,
  type StorageDriver,
  type UnfinishedUpload,
} from '#storage/storage_driver'
import { failsTo, namedStream, storageFailed } from '#storage/storage_failure'

const PLACES = ['incoming', 'final'] as const
type Place = (typeof PLACES)[number]

/** An object in the storage. Sizes are in bytes. */
export type StoredObject = { key: string; place: Place; size: number; modifiedAt: Date }

/** Two credentials for one storage: code that only reads never holds the one that can write. */
type Disks = { read: Disk; write: Disk }

const DISKS = {
  local: (): Disks => ({ read: drive.use('local'), write: drive.use('local') }),
  s3: (): Disks => ({ read: drive.use('s3Read'), write: drive.use('s3Write') }),
}

/** Spread over folders by the end of the key, which is random in every version of a UUID. */
const pathOf = (place: Place, key: string) => `${place}/${key.slice(-2)}/${key}`

const driverOf = (disk: Disk) => disk.driver as StorageDriver

/** Passes the bytes through, and remembers their error, unless the reader caused it. */
function relay(bytes: Readable) {
  const contents = new PassThrough()
  let fault: Error | undefined
  finished(bytes, { writable: false }, (error) => {
    if (error && !contents.destroyed) fault = error
  })
  pipeline(bytes, contents, () => {})
  return { contents, fault: () => fault }
}

/**
 * Where the bytes of files are stored: first as `incoming`, then as `final`. A `key` is a file's own id, a UUID, and
 * never a name that a client chose. If the storage fails, the error is `unavailable` (503), and its cause says why.
 */
export class FileStore {
  constructor(private disks: () => Disks) {}

  /**
   * Stores bytes until `makeFinal` or `remove`. A failure leaves nothing behind; an error of `bytes` itself, including
   * a premature end, is thrown as it is.
   * @param expected number of bytes, approximately: a bucket limits the parts of an object
   */
  async writeIncoming(key: string, bytes: Readable, expected?: number): Promise<void> {
    const { contents, fault } = relay(bytes)
    try {
      await this.disks().write.putStream(pathOf('incoming', key), contents, {
        contentLength: expected,
      })
    } catch (error) {
      throw fault() ?? storageFailed('write', error, key)
    }
  }

  /** Turns incoming bytes into final ones. Safe to repeat. */
  async makeFinal(key: string): Promise<void> {
    const { write } = this.disks()
    const isDone = () => write.exists(pathOf('final', key))
    await write
      .move(pathOf('incoming', key), pathOf('final', key))
      .catch(async (error) => {
        if (!isMissing(error) || !(await isDone())) throw error
      })
      .catch(failsTo('finish', key))
  }

  /** The bytes of a final object, or some of them. Destroy the stream if it is not read to its end. */
  async read(key: string, range?: ByteRange): Promise<Readable> {
    const bytes = await this.#reading(key, (driver, path) => driver.getRange(path, range))
    return namedStream(key, bytes)
  }

  /** The same, if you are done with each piece before you ask for the next. Destroy them in any case. */
  pieces(key: string, range: ByteRange): Promise<Pieces> {
    return this.#reading(key, (driver, path) => driver.getPieces(path, range))
  }

  /** @returns the size of a final object, or null if there is none */
  async sizeOf(key: string): Promise<number | null> {
    try {
      const { contentLength } = await this.disks().read.getMetaData(pathOf('final', key))
      return contentLength
    } catch (error) {
      if (isMissing(error)) return null
      throw storageFailed('look at', error, key)
    }
  }

  /** Deletes an object, everywhere or in one place. Safe to repeat. */
  async remove(key: string, places: readonly Place[] = PLACES): Promise<void> {
    try {
      for (const place of places) await this.disks().write.delete(pathOf(place, key))
    } catch (error) {
      throw storageFailed('remove', error, key)
    }
  }

  /** All objects, in no particular order. */
  async *list(): AsyncIterable<StoredObject> {
    const driver = driverOf(this.disks().read)
    try {
      for (const place of PLACES) {
        for await (const { name, ...details } of driver.objectsIn(place))
          if (uuid.match.test(name)) yield { key: name, place, ...details }
      }
    } catch (error) {
      throw storageFailed('list objects', error)
    }
  }

  /** @throws Error if the storage does not answer, or refuses one of the two credentials; it is not logged */
  async look(signal: AbortSignal) {
    await Promise.all(Object.values(this.disks()).map((disk) => driverOf(disk).look(signal)))
  }

  /** What a crash leaves of an upload, or of a copy in parts, in a bucket, where no list shows it. */
  async *unfinishedUploads(): AsyncIterable<UnfinishedUpload> {
    const driver = driverOf(this.disks().write)
    try {
      for (const place of PLACES) {
        for await (const { startedAt, drop } of driver.unfinishedUploads(place))
          yield { startedAt, drop: () => drop().catch(failsTo('remove an unfinished upload')) }
      }
    } catch (error) {
      throw storageFailed('list unfinished uploads', error)
    }
  }

  async #reading<T>(key: string, work: (driver: StorageDriver, path: string) => Promise<T>) {
    return work(driverOf(this.disks().read), pathOf('final', key)).catch(failsTo('read', key))
  }
}

export const fileStoreOn = (disk: keyof typeof DISKS) => new FileStore(DISKS[disk])

/** The one that files are stored in. */
export default fileStoreOn(storageDisk)
