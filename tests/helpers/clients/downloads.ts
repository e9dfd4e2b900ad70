import { type ClientRequest, get, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import db from '@adonisjs/lucid/services/db'
import fileStore from '#storage/file_store'
import { piecesOf } from '#storage/pieces'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { ORIGIN } from '#tests/helpers/clients/http'
import { releaseLater } from '#tests/helpers/release'

/** A download that is read as its test pleases. */
export type Download = { request: ClientRequest; response: IncomingMessage }

export const bearer = ({ pair }: App) => ({ Authorization: `Bearer ${pair.accessToken}` })

/** A row that promises so many bytes; what the storage gives is the test's business. */
export async function ownerOfPromised(size: number) {
  const owner = await signInApp()
  const file = await keepFile(owner.person)
  await db.from('files').where('id', file.id).update({ size })
  return { owner, path: file.path }
}

/** @param origin another server than the one under test */
export const startDownload = (path: string, headers: OutgoingHttpHeaders, origin = ORIGIN) =>
  new Promise<Download>((resolve, reject) => {
    const request = get(origin + path, { headers, agent: false }, (response) =>
      resolve({ request, response })
    )
    request.once('error', reject)
    releaseLater(() => request.destroy())
  })

/** Reads to the end, of whichever kind, and keeps nothing. */
export async function drain(response: IncomingMessage) {
  let bytes = 0
  try {
    for await (const chunk of response) bytes += (chunk as Buffer).length
    return { bytes, isWhole: response.complete }
  } catch {
    return { bytes, isWhole: false }
  }
}

/** Has the storage answer otherwise until it is undone; also tells which streams it has given. */
export function replaceReads(
  read: (...args: Parameters<typeof fileStore.pieces>) => Promise<Readable>
) {
  const streams: Readable[] = []
  const { undo } = replacePieces(async (...args) => {
    const stream = await read(...args)
    streams.push(stream)
    return piecesOf(stream)
  })
  return { streams, undo }
}

/** Has the storage answer as ever, and tells how many of its answers were let go of. */
export function watchReads() {
  const seen = { given: 0, destroyed: 0 }
  const pieces = fileStore.pieces.bind(fileStore)
  const { undo } = replacePieces(async (...args) => {
    const given = await pieces(...args)
    const destroy = given.destroy.bind(given)
    seen.given += 1
    given.destroy = () => {
      given.destroy = destroy
      seen.destroyed += 1
      destroy()
    }
    return given
  })
  return { seen, undo }
}

function replacePieces(pieces: typeof fileStore.pieces) {
  fileStore.pieces = pieces
  const undo = () => void Reflect.deleteProperty(fileStore, 'pieces')
  releaseLater(undo)
  return { undo }
}

/** So many bytes, made as they are read, and after them an error if one is given. */
export function bytesOfSize(size: number, error?: Error) {
  const chunk = Buffer.alloc(64 * 1024, 'x')
  let left = size
  return new Readable({
    read() {
      if (left > 0) this.push(chunk.subarray(0, Math.min(left, chunk.length)))
      else if (error) this.destroy(error)
      else this.push(null)
      left -= chunk.length
    },
  })
}
