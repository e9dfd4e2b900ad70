import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { problems } from '#exceptions/problem'

/** Refuses anything that leaves open which credential is meant, before anything acts on one. */
export default class CredentialMiddleware {
  handle({ request }: HttpContext, next: NextFn) {
    if (this.#isRepeated(request.request.rawHeaders)) {
      throw problems.badRequest('authorizationRepeated')
    }
    return next()
  }

  /** Node keeps the first and drops the rest, so this checks the raw list. */
  #isRepeated(rawHeaders: string[]) {
    let seen = 0
    for (let i = 0; i < rawHeaders.length; i += 2) {
      if (rawHeaders[i].toLowerCase() === 'authorization') seen += 1
    }
    return seen > 1
  }
}
