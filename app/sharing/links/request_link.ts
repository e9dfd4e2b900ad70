import { HttpContext } from '@adonisjs/core/http'
import { downloaderOf } from '#sharing/links/link_downloads'
import { openLink, type OpenedLink } from '#sharing/links/open_link'

const OPENED_LINK = Symbol('opened link')

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    [OPENED_LINK]?: Promise<OpenedLink | null>
    /** What the signed link in the address opens, if it opens something. Asks the database at most once a request. */
    lookUpLink(): Promise<OpenedLink | null>
  }
}

function openedLink({ params, request }: HttpContext) {
  const isPart = request.method() === 'GET' && request.header('range') !== undefined
  return openLink(params.id, request.qs(), isPart ? downloaderOf(request) : undefined)
}

HttpContext.macro('lookUpLink', function (this: HttpContext) {
  return (this[OPENED_LINK] ??= openedLink(this))
})
