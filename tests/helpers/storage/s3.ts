import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from '@20minutes/s3rver'
import { DUMMY_ACCOUNT } from '@20minutes/s3rver/lib/models/account.js'
import { listen } from '#tests/helpers/servers/listen'
import { answerXml, UnfinishedUploads } from '#tests/helpers/storage/s3_uploads'
import { releaseLater } from '#tests/helpers/release'

const BUCKET = 'gatehouse-files'

/** A request as the bucket sees it. The key's id is empty where nobody signed it. */
export type S3Request = { keyId: string; method: string; url: URL }

function makeKey(use: 'read' | 'write') {
  const [id, secret] = [`${use}-${randomBytes(6).toString('hex')}`, randomBytes(16).toString('hex')]
  DUMMY_ACCOUNT.createKeyPair(id, secret)
  return { id, secret }
}

const PARTS_OF_OBJECT = ['object', 'object.md5', 'metadata.json']

/**
 * s3rver less its slips: it does not know its own signature of a listing, nor a range that ends with byte 0, and with
 * a folder that it takes for empty it removes what is just being written there.
 */
function makeBucket(directory: string) {
  const bucket = new S3rver({
    directory,
    silent: true,
    vhostBuckets: false,
    configureBuckets: [{ name: BUCKET }],
  })
  bucket.logger.exceptions.unhandle()
  bucket.middleware.unshift((ctx, next) => {
    if (ctx.path === `/${BUCKET}/`)
      ctx.app = Object.create(ctx.app, { allowMismatchedSignatures: { value: true } })
    return next()
  })
  const getObject = bucket.store.getObject.bind(bucket.store)
  bucket.store.getObject = (name, key, range) =>
    getObject(name, key, range?.end === 0 ? { ...range, end: Object(0) } : range)
  bucket.store.deleteObject = async (name, key) => {
    for (const part of PARTS_OF_OBJECT)
      await rm(bucket.store.getResourcePath(name, key, part), { force: true })
  }
  return bucket
}

/**
 * A bucket on a real S3 server, with two keys: one reads, the other writes, and a request with neither is refused.
 * s3rver knows who signed, but not what a key may do; that is decided here.
 */
export class S3Server {
  readonly readKey = makeKey('read')
  readonly writeKey = makeKey('write')

  /** Every request since `open`. */
  readonly requests: S3Request[] = []

  /** Answers 500 to the requests that it picks. */
  fails: (request: S3Request) => boolean = () => false

  /** Takes requests, and never answers. */
  isSilent = false

  /** Uploads that were begun and neither ended nor aborted. */
  unfinished = new UnfinishedUploads('')

  #folder = ''
  #port = 0
  #serve: (request: IncomingMessage, response: ServerResponse) => unknown = () => {}
  #server = createServer((request, response) => this.#receive(request, response))

  async start() {
    this.#folder = await mkdtemp(join(tmpdir(), 'gatehouse-test-s3-'))
    releaseLater(() => this.stop())
    this.unfinished = new UnfinishedUploads(join(this.#folder, BUCKET, '._S3rver_uploads'))
    const bucket = makeBucket(this.#folder)
    await bucket.configureBuckets()
    this.#serve = bucket.callback()
    await this.open()
    return this
  }

  /** Listens, on the port that it had before. */
  async open() {
    this.#port = await listen(this.#server, this.#port)
  }

  /** Is away: connections break, and new ones are refused. */
  cut() {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#server.close(() => resolve())
    this.#server.closeAllConnections()
    return promise
  }

  async stop() {
    await this.cut()
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** What a server needs to keep files here. */
  get settings(): Record<string, string> {
    return {
      STORAGE_DISK: 's3',
      STORAGE_S3_BUCKET: BUCKET,
      STORAGE_S3_ENDPOINT: `http://127.0.0.1:${this.#port}`,
      STORAGE_S3_READ_KEY_ID: this.readKey.id,
      STORAGE_S3_READ_SECRET: this.readKey.secret,
      STORAGE_S3_WRITE_KEY_ID: this.writeKey.id,
      STORAGE_S3_WRITE_SECRET: this.writeKey.secret,
      STORAGE_S3_TIMEOUT_SECONDS: '10',
    }
  }

  #receive(incoming: IncomingMessage, response: ServerResponse) {
    const [, keyId = ''] = /Credential=([^/]+)\//.exec(incoming.headers.authorization ?? '') ?? []
    const method = incoming.method!
    const request = { keyId, method, url: new URL(incoming.url!, 'http://s3') }
    this.requests.push(request)

    if (this.isSilent) return
    if (this.fails(request)) return this.#refuse(incoming, response, 500, 'InternalError')
    if (!this.#mayDo(request)) return this.#refuse(incoming, response, 403, 'AccessDenied')
    const { searchParams } = request.url
    const uploadId = searchParams.get('uploadId')
    if (method === 'GET' && searchParams.has('uploads'))
      return this.unfinished.list(response, searchParams.get('prefix') ?? '')
    if (method === 'DELETE' && uploadId) return this.unfinished.abort(uploadId, response)
    return this.#serve(incoming, response)
  }

  #mayDo({ keyId, method }: S3Request) {
    return keyId === this.writeKey.id || (keyId === this.readKey.id && /^(GET|HEAD)$/.test(method))
  }

  #refuse(incoming: IncomingMessage, response: ServerResponse, status: number, code: string) {
    incoming.resume()
    answerXml(response, status, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`)
  }
}
