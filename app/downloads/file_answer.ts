import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import type { DateTime } from 'luxon'
import { UPLOADED_CONTENT_POLICY } from '#config/service/security_headers'
import { problems } from '#exceptions/problem'
import { readRange } from '#downloads/byte_range'
import { contentDisposition } from '#downloads/content_disposition'
import { ExactPieces } from '#downloads/exact_pieces'
import { PouredBody } from '#downloads/poured_body'
import { breakOffUnread } from '#downloads/unread_answer'
import { judge, mayResume, type Version } from '#http/answers/preconditions'
import fileStore from '#storage/file_store'
import type { ByteRange } from '#storage/storage_driver'

/** Images that no browser takes for anything it could run. Everything else is downloaded. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/** What is known about the bytes to send. */
export type Sent = {
  /** Their id in the storage. */
  id: string
  name: string
  size: number
  mediaType: string
  sha256: Buffer
  createdAt: DateTime
  /** Seconds for which the browser may cache it; otherwise it stores nothing. */
  shown?: number
}

export const mayBeShown = ({ mediaType }: Sent) => SHOWN.has(mediaType)

/** Text is stored as UTF-8 only. If no charset were named, some browsers would guess one. */
const contentType = ({ mediaType }: Sent) =>
  mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType

/** The bytes of a file never change: a new version would be a new file. */
const versionOf = ({ sha256, createdAt }: Sent): Required<Version> => ({
  etag: `"${sha256.toString('hex')}"`,
  lastModified: createdAt.toJSDate().toUTCString(),
})

function describe(
  { request, response }: HttpContext,
  file: Sent,
  { etag, lastModified }: Required<Version>
) {
  const isShown = mayBeShown(file) && request.qs().download !== '1'
  response
    .header('ETag', etag)
    .header('Last-Modified', lastModified)
    .header('Accept-Ranges', 'bytes')
    .header('Cache-Control', file.shown ? `private, max-age=${file.shown}` : 'no-store')
    .header('Content-Security-Policy', UPLOADED_CONTENT_POLICY)
    .header('Content-Type', contentType(file))
    .header('Content-Disposition', contentDisposition(isShown ? 'inline' : 'attachment', file.name))
}

/** @throws Problem range_not_satisfiable. A range on HEAD is ignored (RFC 9110, 14.2). */
function rangeOf({ request }: HttpContext, { size }: Sent, version: Version) {
  const headers = request.headers()
  if (request.method() === 'HEAD' || !mayResume(headers, version)) return null
  const range = readRange(headers.range, size)
  if (range === 'unsatisfiable') throw problems.rangeNotSatisfiable(size)
  return range
}

async function open(
  { logger, response }: HttpContext,
  file: Sent,
  range: ByteRange,
  length: number
) {
  if (length === 0) return Readable.from([])
  const source = await fileStore.pieces(file.id, range)
  response.onFinish(() => source.destroy())
  const body = await PouredBody.of(new ExactPieces(source, file.id, length))
  breakOffUnread(response.response)
  // AdonisJS starts to listen when it sends. An earlier failure would leave the client waiting.
  return body.once('error', (err) => {
    if (!response.response.destroyed) logger.error({ err }, 'the bytes of a file stopped short')
    response.response.destroy()
  })
}

/** Decides whether an answer of this many bytes goes out, and opens them if so. */
export type LetOut = (
  part: { length: number; isPart: boolean },
  opened: () => Promise<Readable>
) => Promise<Readable>

const always: LetOut = (_, opened) => opened()

/**
 * Answers with the bytes of a file, or the requested part of them (RFC 9110, 13 and 14). The storage is read as fast as
 * the client reads, and released when the client leaves or stops reading for too long.
 * @param letOut asked once it is known that the answer has bytes
 * @throws Problem precondition_failed, range_not_satisfiable, or unavailable if the storage fails before the first
 * byte. If it fails later the connection is cut, so that nobody takes a part for the whole.
 */
export async function sendFile(ctx: HttpContext, file: Sent, letOut = always) {
  const { request, response } = ctx
  const version = versionOf(file)
  const judgement = judge(request.headers(), version)
  if (judgement === 'failed') throw problems.preconditionFailed()
  const part = judgement === 'known' ? null : rangeOf(ctx, file, version)

  const range = part ?? { start: 0, end: file.size - 1 }
  const length = range.end - range.start + 1
  const wantsBytes = judgement === 'served' && request.method() === 'GET'
  const outline = { length, isPart: part !== null }
  const bytes = wantsBytes ? await letOut(outline, () => open(ctx, file, range, length)) : null

  describe(ctx, file, version)
  if (judgement === 'known') return response.status(304)
  if (part)
    response.status(206).header('Content-Range', `bytes ${part.start}-${part.end}/${file.size}`)
  response.header('Content-Length', length)
  if (bytes) response.stream(bytes)
}
