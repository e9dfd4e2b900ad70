import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import edge from 'edge.js'
import { readCredential } from '#auth/credential'
import { tokenCors } from '#config/cors'
import { errorPage, HTML } from '#http/answers/error_page'
import { type Problem, problems } from '#exceptions/problem'
import { faceOf } from '#http/face'
import { PROBLEM_JSON, problemJson } from '#http/problem_json'
import { createRequestId } from '#http/request_id'
import { SECURITY_HEADERS } from '#config/service/security_headers'
import { english } from '#languages/words'

/** No context can be created for such a request, so every header of the answer is set by hand. */
const headersOf = (body: string, type: string, requestId: string): Record<string, string> => ({
  ...SECURITY_HEADERS,
  'Content-Type': type,
  'Content-Length': String(Buffer.byteLength(body)),
  'X-Request-Id': requestId,
  'Vary': 'Origin',
  'Connection': 'close',
})

function jsonFor(problem: Problem, requestId: string) {
  const body = JSON.stringify(problemJson(problem, requestId, english()))
  return { body, headers: headersOf(body, PROBLEM_JSON, requestId) }
}

async function pageFor(problem: Problem, requestId: string) {
  const body = await errorPage(problem, {
    requestId,
    view: edge.createRenderer(),
    words: english(),
  })
  return { body, headers: headersOf(body, HTML, requestId) }
}

/** The rule for tokens: any origin may send one, and may read why it was refused. */
const corsOf = (request: IncomingMessage) =>
  request.headers.origin && readCredential(request).kind === 'token'
    ? {
        'Access-Control-Allow-Origin': tokenCors.origin,
        'Access-Control-Expose-Headers': tokenCors.exposeHeaders.join(),
      }
    : {}

const requestIdOf = (request: IncomingMessage) => String(request.headers['x-request-id'])

/** Answers a URL with broken percent-encoding. */
export async function answerBadUrl(request: IncomingMessage, response: ServerResponse) {
  const problem = problems.badRequest('addressUnreadable')
  const [path] = request.url!.split('?')
  const isPage = faceOf(path) === 'page'
  const { body, headers } = await (isPage ? pageFor : jsonFor)(problem, requestIdOf(request))
  response.writeHead(problem.status, { ...headers, ...(!isPage && corsOf(request)) }).end(body)
}

/** Answers a request that cannot be accepted. Node's own answer would have none of our headers. */
export function answerUnread(request: IncomingMessage, response: ServerResponse, problem: Problem) {
  const { body, headers } = jsonFor(problem, requestIdOf(request))
  response.writeHead(problem.status, headers).end(body)
}

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'

/** RFC 9110, 9.3.7: `OPTIONS *`. */
export function answerForServer(request: IncomingMessage, response: ServerResponse) {
  const headers = { 'X-Request-Id': requestIdOf(request), 'Vary': 'Origin', 'Allow': METHODS }
  response.writeHead(204, { ...SECURITY_HEADERS, ...headers }).end()
}

const PROBLEM_OF: Record<string, () => Problem> = {
  HPE_HEADER_OVERFLOW: problems.headersTooLarge,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: problems.payloadTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: problems.requestTimeout,
}

/** The socket as node knows it: with the answer in progress on it. */
type BusySocket = Duplex & { _httpMessage?: ServerResponse | null }

/** Answers bytes that are not HTTP. Like node's own answer, it is never written into one that is in progress. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex) {
  if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
  if ((socket as BusySocket)._httpMessage?.headersSent) return socket.destroy()

  const problem = (PROBLEM_OF[error.code ?? ''] ?? problems.badRequest)()
  const { body, headers } = jsonFor(problem, createRequestId())
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const statusLine = `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n`
  return socket.end(`${statusLine}${lines.join('')}\r\n${body}`, () => socket.destroy())
}

/** Answers a body that does not arrive in time. */
export const answerLate = (socket: Duplex) =>
  answerClientError(Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket)
