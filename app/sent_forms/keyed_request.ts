import type { OutgoingHttpHeaders } from 'node:http'
import type { HttpContext, HttpResponse } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { keepsAnswer } from '#access/idempotency'
import { withEachTransaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { idempotencyKeyOf, markReplayed } from '#http/idempotency_key'
import SentForm, { OF_KEYED_REQUESTS } from '#models/sent_form'
import { keyedHashes } from '#secrets/keyed_hash'

/** What identifies a request, and what it asks for: under each APP_KEY. */
type KeyedRequest = { keys: Buffer[]; fingerprints: Buffer[] }

/** Earlier versions, which may still serve during an update, keep no headers. */
type KeyedAnswer = { status: number; body: unknown; headers?: OutgoingHttpHeaders }

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Levels of objects in objects. No endpoint takes more than two; a body that is nested deeper keeps its order. */
const DEEPEST = 8

/** By name: some clients write the fields of an object in another order each time they are started. */
function inOrder(value: unknown, depth = 0): unknown {
  if (!isObject(value) || depth === DEEPEST) return value
  const names = Object.keys(value).sort()
  return Object.fromEntries(names.map((name) => [name, inOrder(value[name], depth + 1)]))
}

/**
 * A key belongs to its sender: another person with the same key sends another request. Without a sign-in the sender is
 * unknown, so there the key is valid for exactly one body: anyone who can repeat that, including its passwords, may see
 * the answer.
 */
function keyedRequestOf(ctx: HttpContext): KeyedRequest | undefined {
  const { request, route } = ctx
  if (!keepsAnswer(route!)) return undefined
  const key = idempotencyKeyOf(request)
  if (key === undefined) return undefined

  const asked = JSON.stringify([request.url(), inOrder(request.body())])
  const known = ctx.auth.user ? [ctx.auth.user.id, key] : [null, key, asked]
  return {
    keys: keyedHashes('idempotency key', JSON.stringify(known)),
    fingerprints: keyedHashes('keyed request', asked),
  }
}

/** Another request may have just released the key: then this one tries again, so many times. */
const TRIES = 3

/**
 * @returns the answer, if the request was done before; undefined if it is to be done now
 * @throws Problem validation_failed if the key belongs to another request, conflict while the first is in progress, or if its answer is
 * lost
 */
async function earlierAnswer({ keys, fingerprints }: KeyedRequest) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await SentForm.claim(keys, OF_KEYED_REQUESTS, fingerprints)) return undefined
    const sent = await SentForm.look<KeyedAnswer>(keys)
    if (sent.is === 'new') continue
    const { fingerprint } = sent
    if (!fingerprint || !fingerprints.some((own) => own.equals(fingerprint)))
      throw problems.brokenRule('Idempotency-Key.same_request')
    if (sent.is !== 'answered') continue
    if (!sent.answer) throw problems.conflict('keyAnswerLost')
    return sent.answer
  }
  throw problems.underWay()
}

/** A cookie is for one browser, and a length for one answer. */
const OF_ONE_ANSWER = ['set-cookie', 'content-length']

/** What the work itself says in headers, such as where the thing is that was made. All others come with any answer. */
const headersSince = (before: OutgoingHttpHeaders, response: HttpResponse) =>
  Object.fromEntries(
    Object.entries(response.getHeaders()).filter(
      ([name, value]) => value !== before[name] && !OF_ONE_ANSWER.includes(name)
    )
  )

function answerAgain({ response }: HttpContext, { status, body, headers = {} }: KeyedAnswer) {
  for (const [name, value] of Object.entries(headers)) response.header(name, value as string)
  markReplayed(response.status(status))
  if (body !== undefined) response.send(body)
}

/** A refused request was not done: its key can be used again. */
async function settle(
  { logger, problem, response }: HttpContext,
  keys: Buffer[],
  before: OutgoingHttpHeaders
) {
  const answer: KeyedAnswer = {
    status: response.getStatus(),
    body: response.getBody() ?? undefined,
    headers: headersSince(before, response),
  }
  try {
    if (problem) await SentForm.release(keys)
    else await SentForm.keep(keys, answer, OF_KEYED_REQUESTS)
  } catch (error) {
    // The work is done, and this answer is correct.
    logger.error({ err: error }, 'could not keep the answer to a request with an Idempotency-Key')
  }
}

/**
 * A request with an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header) is done once. Repeating it within a day
 * returns the same answer. Runs once it is known that the caller may send it.
 */
export function actOnce(ctx: HttpContext, next: NextFn) {
  const keyed = keyedRequestOf(ctx)
  return keyed ? actUnlessAnswered(ctx, keyed, next) : next()
}

async function actUnlessAnswered(ctx: HttpContext, keyed: KeyedRequest, next: NextFn) {
  const answer = await earlierAnswer(keyed)
  if (answer) return answerAgain(ctx, answer)
  const before = { ...ctx.response.getHeaders() }
  await withEachTransaction((trx) => SentForm.markDone(keyed.keys, trx), next)
  await settle(ctx, keyed.keys, before)
}
