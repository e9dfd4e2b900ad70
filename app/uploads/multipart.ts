import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { arrival } from '#config/arrival'
import { problems } from '#exceptions/problem'
import { BodyReader } from '#http/bodies/body_reader'
import { type Disposition, readDisposition } from '#uploads/part_disposition'
import { readParameters } from '#uploads/parameters'

/** A form with at most one file, which comes last; its bytes are read from the client as they are read from here. */
export type Form = {
  fields: Record<string, string>
  file?: { field: string; name: string | null; bytes: Readable }
}

/** RFC 2046, 5.1.1, and whatever else is told apart: some clients write what they should have quoted. */
const BOUNDARY = /^[\x20-\x7e]{0,69}[\x21-\x7e]$/

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/
const AS_IT_IS = /^(?:binary|8bit|7bit)$/i

const BLANK_LINE = Buffer.from('\r\n\r\n')

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const latin1 = new TextDecoder('windows-1252')

function decode(bytes: Buffer) {
  try {
    return utf8.decode(bytes)
  } catch {
    throw problems.badRequest('partUndecodable')
  }
}

/** Old programs write headers in Latin-1. */
const decodeHead = (head: Buffer) => (isUtf8(head) ? head.toString() : latin1.decode(head))

/** A line that begins with a blank goes on with the one before (RFC 5322, 2.2.3). */
const linesOf = (head: Buffer) =>
  decodeHead(head)
    .replace(/\r\n(?=[ \t])/g, '')
    .split('\r\n')

function headersOf(head: Buffer) {
  const headers = new Map<string, string>()
  for (const line of linesOf(head)) {
    const colon = Math.max(line.indexOf(':'), 0)
    const name = line.slice(0, colon).trimEnd().toLowerCase()
    if (!HEADER_NAME.test(name) || headers.has(name)) throw problems.badRequest('partHeader')
    headers.set(name, line.slice(colon + 1).trim())
  }
  return headers
}

function boundaryOf(contentType: string) {
  const { parameters, repeated } = readParameters(contentType)
  const boundary = parameters.get('boundary') ?? ''
  if (BOUNDARY.test(boundary) && !repeated.has('boundary')) return boundary
  throw problems.badRequest('boundaryMissing')
}

/**
 * A strict reader of multipart/form-data (RFC 7578): what it does not understand it refuses, where others skip it or
 * cut it short; names of files aside (given_name.ts). Nothing that a client sends is a name in an object before it was
 * looked at. Why it is ours: docs/decisions/2026-11-28-multipart-parser.md.
 */
class FormReader {
  #reader: BodyReader
  #delimiter: Buffer

  constructor(request: IncomingMessage, boundary: string) {
    this.#reader = new BodyReader(request, '\r\n')
    this.#delimiter = Buffer.from(`\r\n--${boundary}`)
  }

  /** @throws Problem bad_request, payload_too_large or request_timeout; so do the bytes of the file */
  async read(): Promise<Form> {
    const fields: Record<string, string> = {}
    await this.#reader.until(this.#delimiter)

    for (let parts = 0; await this.#hasNext(); parts++) {
      if (parts > arrival.upload.fields) throw problems.payloadTooLarge('parts')
      const { name, isFile, filename } = await this.#readHead()
      if (isFile === true || (isFile && !(await this.#isEmpty())))
        return { fields, file: this.#file(name, filename) }
      if (Object.hasOwn(fields, name)) throw problems.badRequest('fieldRepeated')
      fields[name] = decode(await this.#reader.until(this.#delimiter))
    }
    return { fields }
  }

  /** After a delimiter: whether a part follows, or the end. */
  async #hasNext() {
    const bytes = await this.#reader.exactly(2)
    const next = bytes.toString('latin1')
    if (next === '--') await this.#reader.toEnd()
    else if (next !== '\r\n') throw problems.badRequest('partsUnreadable')
    return next !== '--'
  }

  async #readHead(): Promise<Disposition> {
    const headers = headersOf(await this.#reader.until(BLANK_LINE))
    if (!AS_IT_IS.test(headers.get('content-transfer-encoding') ?? 'binary'))
      throw problems.badRequest('partEncoded')
    return readDisposition(headers)
  }

  #isEmpty() {
    return this.#reader.isBefore(this.#delimiter)
  }

  #file(field: string, name: string | null) {
    return { field, name, bytes: Readable.from(this.#fileBytes(), { objectMode: false }) }
  }

  async *#fileBytes() {
    yield* this.#reader.upTo(this.#delimiter)
    if (await this.#hasNext()) throw problems.badRequest('fileNotLast')
  }
}

/**
 * Reads a form up to its file.
 * @throws Problem bad_request, payload_too_large or request_timeout
 */
export const readForm = (request: IncomingMessage) =>
  new FormReader(request, boundaryOf(request.headers['content-type'] ?? '')).read()
