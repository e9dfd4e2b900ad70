import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { arrival } from '#config/service/arrival'
import { problems } from '#exceptions/problem'
import { BodyReader } from '#http/bodies/body_reader'
import { readParameters } from '#uploads/parameters'
import { type Disposition, readDisposition } from '#uploads/part_disposition'
import { headersOf } from '#uploads/part_headers'

/** Its bytes are read from the client only as fast as the stream is read. */
export type FilePart = { field: string; name: string | null; bytes: Readable }

/** A form whose files come last. */
export type Form = {
  fields: Record<string, string>
  file?: FilePart
  /** The files after it, one by one, if several are accepted. Unread bytes of one are skipped. */
  others: AsyncIterable<FilePart>
}

/** RFC 2046, 5.1.1, and anything else that is unambiguous: some clients omit the quotes. */
const BOUNDARY = /^[\x20-\x7e]{0,69}[\x21-\x7e]$/

const AS_IT_IS = /^(?:binary|8bit|7bit)$/i

const BLANK_LINE = Buffer.from('\r\n\r\n')

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode(bytes: Buffer) {
  try {
    return utf8.decode(bytes)
  } catch {
    throw problems.badRequest('partUndecodable')
  }
}

function boundaryOf(contentType: string) {
  const { parameters, repeated } = readParameters(contentType)
  const boundary = parameters.get('boundary') ?? ''
  if (BOUNDARY.test(boundary) && !repeated.has('boundary')) return boundary
  throw problems.badRequest('boundaryMissing')
}

async function* noFiles(): AsyncGenerator<FilePart> {}

/**
 * A strict parser of multipart/form-data (RFC 7578): it refuses what it does not understand, where others skip it or
 * cut it short, except in file names (given_name.ts). Nothing that a client sends becomes the key of an object
 * unchecked. Why we have our own: docs/decisions/2026-11-28-multipart-parser.md.
 */
class FormReader {
  #reader: BodyReader
  #delimiter: Buffer
  /** Whether the current file has been read to its end. */
  #isPast = false

  constructor(
    request: IncomingMessage,
    boundary: string,
    private takesSeveral: boolean
  ) {
    this.#reader = new BodyReader(request, '\r\n')
    this.#delimiter = Buffer.from(`\r\n--${boundary}`)
  }

  /** @throws Problem bad_request, payload_too_large or request_timeout; the bytes of the file may fail with the same */
  async read(): Promise<Form> {
    const fields: Record<string, string> = {}
    await this.#reader.until(this.#delimiter)

    for (let parts = 0; await this.#hasNext(); parts++) {
      if (parts > arrival.upload.fields) throw problems.payloadTooLarge('parts')
      const { name, isFile, filename } = await this.#readHead()
      if (isFile === true || (isFile && !(await this.#isEmpty()))) {
        const file = this.#file(name, filename)
        return { fields, file, others: this.#others(file) }
      }
      if (Object.hasOwn(fields, name)) throw problems.badRequest('fieldRepeated')
      fields[name] = decode(await this.#reader.until(this.#delimiter))
    }
    return { fields, others: noFiles() }
  }

  async *#others(first: FilePart) {
    let before = first
    for (let files = 1; await this.#passTo(before); files++) {
      if (files === arrival.upload.files) throw problems.payloadTooLarge('parts')
      this.#reader.allow(arrival.upload.besideEach)
      const { name, isFile, filename } = await this.#readHead()
      if (!isFile) throw problems.badRequest('fileNotLast')
      yield (before = this.#file(name, filename))
    }
  }

  /** Skips the rest of a file that nobody reads any more, and returns whether another part follows. */
  async #passTo({ bytes }: FilePart) {
    if (!bytes.closed) await new Promise((resolve) => bytes.once('close', resolve).destroy())
    if (!this.#isPast) await this.#reader.skipTo(this.#delimiter)
    return this.#hasNext()
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

  #file(field: string, name: string | null): FilePart {
    this.#isPast = false
    return { field, name, bytes: Readable.from(this.#fileBytes(), { objectMode: false }) }
  }

  async *#fileBytes() {
    yield* this.#reader.upTo(this.#delimiter)
    this.#isPast = true
    if (!this.takesSeveral && (await this.#hasNext())) throw problems.badRequest('fileNotLast')
  }
}

/**
 * Reads a form up to its file, or the first of several.
 * @throws Problem bad_request, payload_too_large or request_timeout
 */
export function readForm(request: IncomingMessage, { several = false } = {}) {
  const boundary = boundaryOf(request.headers['content-type'] ?? '')
  return new FormReader(request, boundary, several).read()
}
