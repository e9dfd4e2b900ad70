import { HttpContext } from '@adonisjs/core/http'
import { problems } from '#exceptions/problem'
import { downloaderOf } from '#sharing/links/link_downloads'
import { openLink, type OpenedLink } from '#sharing/links/open_link'

const OPENED_LINK = Symbol('opened link')

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    [OPENED_LINK]?: Promise<OpenedLink | null>
    /** What the signed link in the address opens, if anything. Asks the database at most once per request. */
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

/**
 * On a route that accepts signed links, a valid one lets in anyone who sent no token, without asking who they are. An
 * invalid one is ignored; a caller with nothing else is told that it leads nowhere.
 * @throws Problem not_found
 */
export async function isOpenedByLink(ctx: HttpContext) {
  if (ctx.credential.kind === 'token') return false
  if (await ctx.lookUpLink()) return true

  const { refusal } = await ctx.lookUpCaller()
  if (refusal === 'invalid' && 'link' in ctx.request.qs()) throw problems.notFound()
  return false
}
