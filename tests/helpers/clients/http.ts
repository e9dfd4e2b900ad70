import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
} from 'node:http'
import { watch } from '#tests/helpers/clients/watched_answers'
import { compareWithDocument } from '#tests/helpers/documents/judge'
import { parseSetCookie, type SetCookie } from '#tests/helpers/clients/cookies'

export const ORIGIN = process.env.APP_URL!

/** What came back, exactly as it came: no redirect is followed and nothing is decoded on the way. */
export class Answer {
  constructor(
    readonly status: number,
    readonly headers: IncomingHttpHeaders,
    readonly text: string
  ) {}

  /** All that it says. */
  get whole() {
    return `${this.text} ${JSON.stringify(this.headers)}`
  }

  get cookies(): SetCookie[] {
    return (this.headers['set-cookie'] ?? []).map(parseSetCookie)
  }

  cookie(name: string) {
    return this.cookies.find((cookie) => cookie.name === name)
  }

  json<T = Record<string, unknown>>() {
    return JSON.parse(this.text) as T
  }

  data<T = Record<string, unknown>>() {
    return this.json<{ data: T }>().data
  }

  get problem() {
    return this.json<ProblemBody>()
  }
}

/** An error as the contract writes it (RFC 9457). */
export type ProblemBody = {
  type: string
  title: string
  status: number
  detail: string
  code: string
  requestId: string
  errors?: { field: string; rule: string; message: string }[]
}

export type SendOptions = {
  headers?: OutgoingHttpHeaders
  /** Sent as it is. */
  body?: string | Buffer
  /** Sent as JSON. */
  json?: unknown
  /** Sent as a form. */
  form?: Record<string, string> | [string, string][]
  /** Milliseconds after which the server counts as dead. */
  patience?: number
  /** Another server than the one under test. It may be stopped, so no connection to it is kept for a later request. */
  origin?: string
  /** What is done once the server has read the head and asks for the body, which is sent only then. */
  whenAsked?: () => Promise<unknown>
  /** Whether the answer may hold no secret: the usual case. */
  isWatched?: boolean
}

function encode({ body, json, form }: SendOptions): [string | Buffer, OutgoingHttpHeaders] {
  if (json !== undefined) return [JSON.stringify(json), { 'Content-Type': 'application/json' }]
  if (form) {
    const type = 'application/x-www-form-urlencoded'
    return [new URLSearchParams(form).toString(), { 'Content-Type': type }]
  }
  return [body ?? '', {}]
}

/** A stream goes on until its client leaves: what came first is the answer. */
const hasNoEnd = ({ headers }: IncomingMessage) =>
  headers['content-type']?.startsWith('text/event-stream')

/** The same as send(), from whatever server answers. */
function ask(method: string, path: string, options: SendOptions): Promise<Answer> {
  const { hostname, port } = new URL(options.origin ?? ORIGIN)
  const [body, bodyHeaders] = encode(options)
  const isChunked = options.headers && 'Transfer-Encoding' in options.headers
  const length = body.length && !isChunked && { 'Content-Length': Buffer.byteLength(body) }
  const expects = options.whenAsked && { Expect: '100-continue' }
  const headers = { ...bodyHeaders, ...length, ...expects, ...options.headers }
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()

  const agent = options.origin ? false : undefined
  const outgoing = request({ hostname, port, method, path, headers, agent }, (incoming) => {
    const chunks: Buffer[] = []
    const take = () =>
      resolve(new Answer(incoming.statusCode!, incoming.headers, Buffer.concat(chunks).toString()))
    incoming.on('data', (chunk) => {
      chunks.push(chunk)
      if (hasNoEnd(incoming) && String(chunk).includes('\n\n')) outgoing.destroy(void take())
    })
    incoming.on('error', reject)
    incoming.on('end', take)
  })
  outgoing.setTimeout(options.patience ?? 20_000, () => {
    outgoing.destroy(new Error(`${method} ${path}: no answer in time`))
  })
  outgoing.on('error', reject)
  const sendBody = () => outgoing.end(body)
  if (options.whenAsked)
    outgoing.once('continue', () => void options.whenAsked!().then(sendBody, reject)).flushHeaders()
  else sendBody()
  if (options.isWatched === false) return promise
  return promise.then((answer) => watch(answer, { method, path, options }))
}

/**
 * One request as someone without cookies sends it; the path is not normalised. Of the server under test each answer of the
 * API has to be as /openapi.json says.
 */
export async function send(method: string, path: string, options: SendOptions = {}) {
  const answer = await ask(method, path, options)
  if (!options.origin) await compareWithDocument(method, path, options, answer)
  return answer
}

export const get = (path: string, headers: OutgoingHttpHeaders = {}) =>
  send('GET', path, { headers })

export const postJson = (path: string, json: unknown, headers: OutgoingHttpHeaders = {}) =>
  send('POST', path, { json, headers })
