import type { IncomingMessage, ServerResponse } from 'node:http'
import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import { hasBody } from '#http/arrival'

/** An answer with all of its headers, except those that belong to one request. */
type Kept = { head: string[]; body: Buffer }

/** Browsers send few different lists of languages, and short ones. */
const MOST = 200
const LONGEST = 100

const kept = new Map<string, Kept>()

const OF_ONE_REQUEST = ['connection', 'date', 'keep-alive', 'x-request-id']

/** Headers that could change the answer: a credential, another site, a cached copy. */
const TELLING = ['authorization', 'cookie', 'if-none-match', 'origin', 'expect']

/** A link on another site first goes through a redirect of ours: held_back_cookie_middleware.ts. */
const HERE = [undefined, 'none', 'same-origin']

/** Everything that the answer for a passer-by depends on; undefined for everybody else. */
function keyOf(request: IncomingMessage) {
  const { headers, method, url } = request
  if (method !== 'GET' || url !== '/' || hasBody(request)) return undefined
  if (TELLING.some((name) => name in headers)) return undefined
  return HERE.includes(headers['sec-fetch-site'] as string)
    ? (headers['accept-language'] ?? '')
    : undefined
}

/** Reuses this answer for every similar request. Not in development, where the template may change. */
export function keepForPassersBy({ request, response }: HttpContext, body: Buffer) {
  const key = keyOf(request.request)
  if (app.inDev || key === undefined || key.length > LONGEST || kept.size >= MOST) return
  response.onFinish(() => {
    if (response.getStatus() !== 200 || response.getHeader('set-cookie')) return
    const head = Object.entries(response.getHeaders()).filter(
      ([name]) => !OF_ONE_REQUEST.includes(name)
    )
    kept.set(key, { head: head.flatMap(([name, value]) => [name, String(value)]), body })
  })
}

/**
 * Sends the stored answer for passers-by. Nobody is signed in, nothing is counted and nothing is looked up, so no
 * middleware has anything to do: the public page takes a quarter of the processor time. Guarded by
 * tests/functional/sessions/passers_by.spec.ts.
 * @returns whether there was one to send
 */
export function answerPasserBy(request: IncomingMessage, response: ServerResponse) {
  const key = keyOf(request)
  const answer = key === undefined ? undefined : kept.get(key)
  if (!answer) return false
  const id = String(request.headers['x-request-id'])
  response.writeHead(200, [...answer.head, 'x-request-id', id]).end(answer.body)
  return true
}
