import type { HttpContext } from '@adonisjs/core/http'
import { accessOf, holdsForm, isForBrowsers } from '#access/route_access'
import { problems } from '#exceptions/problem'
import { isSafeMethod } from '#http/safe_method'

/**
 * A form signs a browser in and keeps the input in a cookie. A request with a token is given no cookie.
 * @throws Problem forbidden
 */
export function refuseTokenOnForm({ credential, request, route }: HttpContext) {
  if (credential.kind !== 'token') return
  const access = accessOf(route)
  if (isForBrowsers(access)) throw problems.forbidden('tokenInBrowser')
  if (holdsForm(access) && !isSafeMethod(request.intended()))
    throw problems.forbidden('tokenOnForm')
}
