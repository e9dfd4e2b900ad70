import { HttpRequest } from '@adonisjs/core/http'
import { problems } from '#exceptions/problem'
import { isPage } from '#http/face'

const FORM_TYPE = /^(application\/x-www-form-urlencoded|multipart\/form-data)(;|$)/i

const METHODS = ['PUT', 'PATCH', 'DELETE']

const isPageForm = (request: HttpRequest) =>
  request.intended() === 'POST' &&
  isPage({ request }) &&
  FORM_TYPE.test(request.header('content-type') ?? '')

declare module '@adonisjs/core/http' {
  export interface HttpRequest {
    /** What the address of a page's form says that it is meant as. Read once: the query is dropped with the body. */
    formMethod: unknown
  }
}

HttpRequest.getter(
  'formMethod',
  function (this: HttpRequest): unknown {
    return isPageForm(this) ? this.qs()._method : undefined
  },
  true
)

const settled = (method: unknown) =>
  typeof method === 'string' ? METHODS.find((known) => known === method.toUpperCase()) : undefined

/**
 * HTML forms know GET and POST alone, so those of our pages name another method in their address, as `?_method=DELETE`.
 * Nothing else is meant otherwise than it was sent: AdonisJS would take the same of every POST, the API's included.
 */
HttpRequest.macro('method', function (this: HttpRequest) {
  return settled(this.formMethod) ?? this.intended()
})

/** @throws Problem bad_request where a form names a method that it could send itself, or that nobody knows */
export function refuseUnknownFormMethod(request: HttpRequest) {
  const { formMethod } = request
  if (formMethod !== undefined && !settled(formMethod)) throw problems.badRequest('methodUnknown')
}
