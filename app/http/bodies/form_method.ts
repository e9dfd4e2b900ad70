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
    /** The method that the address of a page's form names. Read once: the query is dropped with the body. */
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
 * HTML forms know only GET and POST, so those of our pages name another method in their address, as `?_method=DELETE`.
 * No other request is reinterpreted: AdonisJS would accept the override for every POST, including the API's.
 */
HttpRequest.macro('method', function (this: HttpRequest) {
  return settled(this.formMethod) ?? this.intended()
})

/** @throws Problem bad_request if a form names a method that it could send itself, or an unknown one */
export function refuseUnknownFormMethod(request: HttpRequest) {
  const { formMethod } = request
  if (formMethod !== undefined && !settled(formMethod)) throw problems.badRequest('methodUnknown')
}
