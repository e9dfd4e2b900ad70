import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * Declares that the answer holds a secret that is shown once. It is stored nowhere: in no cache, and for no
 * Idempotency-Key (access/idempotency.ts).
 */
export default class ShownOnceMiddleware {
  handle({ response }: HttpContext, next: NextFn) {
    response.header('Cache-Control', 'no-store')
    return next()
  }
}
