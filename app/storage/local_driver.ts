import { constants, createWriteStream } from 'node:fs'
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FSDriver } from '@adonisjs/drive/drivers/fs'
import { FilePieces } from '#storage/pieces'
import {
  type ByteRange,
  isMissing,
  type ListedObject,
  type StorageDriver,
} from '#storage/storage_driver'

/** Only the server's own user may access the files. */
const FOLDER_MODE = 0o700
const FILE_MODE = 0o600

/** A name survives a power cut only once its folder has been flushed as well. */
async function flushFolderOf(path: string) {
  const folder = await open(dirname(path))
  await folder.sync().finally(() => folder.close())
}

/** Another process may move or remove a file while it is listed. */
async function unlessMissing<T>(work: Promise<T>, otherwise: T): Promise<T> {
  return work.catch((error) => {
    if (isMissing(error)) return otherwise
    throw error
  })
}

async function detailsOf(path: string): Promise<ListedObject[]> {
  const details = await unlessMissing(stat(path), null)
  return details ? [{ name: basename(path), size: details.size, modifiedAt: details.mtime }] : []
}

/** A folder of this machine. Anything reported as written or moved survives a power cut. */
export class LocalDriver extends FSDriver implements StorageDriver {
  constructor(private root: string) {
    super({ location: root, visibility: 'private' })
  }

  async putStream(key: string, contents: Readable) {
    const path = await this.#pathInFolder(key)
    try {
      await pipeline(contents, createWriteStream(path, { mode: FILE_MODE, flush: true }))
      await flushFolderOf(path)
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
  }

  /** A rename: at any moment the object is whole, and has exactly one of its names. */
  async move(source: string, destination: string) {
    const path = await this.#pathInFolder(destination)
    await rename(join(this.root, source), path)
    await flushFolderOf(path)
  }

  async getRange(key: string, range?: ByteRange) {
    const file = await open(join(this.root, key))
    return file.createReadStream({ ...range })
  }

  async getPieces(key: string, range: ByteRange) {
    return new FilePieces(await open(join(this.root, key)), range)
  }

  /** Folder by folder, so that only the names of one are in memory. */
  async *objectsIn(folder: string): AsyncIterable<ListedObject> {
    const path = join(this.root, folder)
    for (const entry of await unlessMissing(readdir(path, { withFileTypes: true }), [])) {
      if (entry.isDirectory()) yield* this.objectsIn(join(folder, entry.name))
      else yield* await detailsOf(join(path, entry.name))
    }
  }

  /** The folder may not have been needed yet. */
  async look() {
    await mkdir(this.root, { recursive: true, mode: FOLDER_MODE })
    await access(this.root, constants.R_OK | constants.W_OK | constants.X_OK)
  }

  /** Anything that an upload leaves here is a file, and listed. */
  async *unfinishedUploads() {}

  async #pathInFolder(key: string) {
    const path = join(this.root, key)
    await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE })
    return path
  }
}
