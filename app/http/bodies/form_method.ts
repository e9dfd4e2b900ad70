import { HttpRequest } from '@adonisjs/core/http'
import { problems } from '#exceptions/problem'
import { isPage } from '#http/face'

const FORM_TYPE = /^(application\/x-www-form-urlencoded|multipart\/form-data)(;|$)/i

const METHODS = ['PUT', 'PATCH', 'DELETE']

const isPageForm = (request: HttpRequest) =>
  request.intended() === 'POST' &&
  isPage({ request }) &&
  FORM_TYPE.test(request.header('content-type') ?? '')

/** What the address of a page's form says that it is meant as. */
const named = (request: HttpRequest): unknown =>
  isPageForm(request) ? request.qs()._method : undefined

const settled = (method: unknown) =>
  typeof method === 'string' ? METHODS.find((known) => known === method.toUpperCase()) : undefined

/**
 * HTML forms know GET and POST alone, so those of our pages name another method in their address, as `?_method=DELETE`.
 * Nothing else is meant otherwise than it was sent: AdonisJS would take the same of every POST, the API's included.
 */
HttpRequest.macro('method', function (this: HttpRequest) {
  return settled(named(this)) ?? this.intended()
})

/** @throws Problem bad_request where a form names a method that it could send itself, or that nobody knows */
export function refuseUnknownFormMethod(request: HttpRequest) {
  const method = named(request)
  if (method !== undefined && !settled(method)) throw problems.badRequest('methodUnknown')
}
