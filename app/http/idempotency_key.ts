import type { HttpRequest, HttpResponse } from '@adonisjs/core/http'
import { problems } from '#exceptions/problem'

const VISIBLE = /^[\x21-\x7e]{1,255}$/

/**
 * The header Idempotency-Key (draft-ietf-httpapi-idempotency-key-header), unchanged.
 * @throws Problem bad_request
 */
export function idempotencyKeyOf({ request }: HttpRequest) {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key === 'string' && VISIBLE.test(key)) return key
  throw problems.badRequest('idempotencyKey')
}

/** Marks the answer as that of an earlier request with the same key. */
export const markReplayed = (response: HttpResponse) =>
  response.header('Idempotent-Replayed', 'true')
