import { isUtf8 } from 'node:buffer'
import type { HttpContext, HttpRequest } from '@adonisjs/core/http'
import { takesUploads } from '#access/route_access'
import { problems } from '#exceptions/problem'
import { takesForms } from '#http/face'
import { isStorable, trimBlanks } from '#words/text'

const FORM = 'application/x-www-form-urlencoded'
const UPLOAD = 'multipart/form-data'
const JSON_TYPE = 'application/json'

/** What PATCH does anyway: fields that are sent replace the stored ones, and null clears them (RFC 7396). */
export const MERGE_PATCH = 'application/merge-patch+json'

const CHARSET = /;\s*charset\s*=\s*"?([^\s";]*)/i
const UTF_8 = /^utf-?8$/i

/** What bytes that are not UTF-8 are decoded to. */
const REPLACEMENT_CHARACTER = '\ufffd'

function typesFor(ctx: HttpContext) {
  if (takesUploads(ctx.route)) return [UPLOAD]
  if (takesForms(ctx)) return [FORM]
  return ctx.request.method() === 'PATCH' ? [JSON_TYPE, MERGE_PATCH] : [JSON_TYPE]
}

/** For all of the way, or for a part of it (`Transfer-Encoding: gzip, chunked`), which node does not undo. */
const isPacked = (request: HttpRequest) =>
  request.header('content-encoding', 'identity') !== 'identity' ||
  !/^chunked$/i.test(request.header('transfer-encoding', 'chunked')!)

/**
 * Before the body is read: multipart for uploads, forms for pages and JSON for the rest, in UTF-8 and uncompressed. A
 * compressed body that breaks after it was found too large would end the process, and 64 KB need no compression.
 * @throws Problem unsupported_media_type
 */
export function refuseForeignBody(ctx: HttpContext) {
  const { request } = ctx
  const types = typesFor(ctx)
  const accepted = types.join(' or ')
  if (!request.is(types)) throw problems.unsupportedMediaType(accepted)

  if (isPacked(request)) throw problems.unsupportedMediaType(accepted, 'compressed')

  const charset = CHARSET.exec(request.header('content-type')!)?.[1] ?? 'utf-8'
  if (!UTF_8.test(charset)) throw problems.unsupportedMediaType(accepted, 'charset')
}

function isPercentEncoded(text: string) {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/**
 * After the body is read: the parsers accept what they cannot decode, which could become part of a password.
 * @param bytes of the body: somebody may have sent the replacement character itself
 * @throws Problem bad_request
 */
export function refuseUndecodableBody(ctx: HttpContext, bytes: Buffer[]) {
  const text = ctx.request.raw() ?? ''
  const isReplaced = text.includes(REPLACEMENT_CHARACTER) && !isUtf8(Buffer.concat(bytes))
  if (isReplaced || (takesForms(ctx) && !isPercentEncoded(text)))
    throw problems.badRequest('bodyUndecodable')
}

/** Every text in a parsed body, names of fields included, however deep. */
function* textsIn(body: unknown) {
  const left = [body]
  while (left.length > 0) {
    const value = left.pop()
    if (typeof value === 'string') yield value
    else if (typeof value === 'object' && value !== null)
      for (const entry of Object.entries(value)) left.push(...entry)
  }
}

/**
 * After the body is parsed: JSON can spell NUL and half a character, and a field beside a file can contain NUL. Forms
 * of pages are returned by their validators, with everything else that was typed.
 * @throws Problem bad_request
 */
export function refuseUnstorableBody(ctx: HttpContext) {
  if (takesForms(ctx)) return
  for (const text of textsIn(ctx.request.body()))
    if (!isStorable(text)) throw problems.badRequest('bodyUndecodable')
}

/** JSON that means "nothing" counts as no body. */
const saysNothing = (text: unknown) =>
  typeof text === 'string' && ['', 'null'].includes(trimBlanks(text))

/** Whether the JSON parser failed on a body of only whitespace. */
export const isBlank = (error: unknown) => saysNothing((error as { body?: unknown }).body)

/**
 * Fields can only be read from an object.
 * @throws Problem bad_request
 */
export function settleBody(request: HttpRequest) {
  const body: unknown = request.body()
  if (saysNothing(request.raw())) request.updateBody({})
  else if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw problems.badRequest('bodyNoObject')
}
