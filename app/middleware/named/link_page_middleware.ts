import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { isUnlocked } from '#sharing/links/link_password'

const SIGNATURE = /^[\w.-]{1,400}$/

/** Whether a person opens the address in a window. Apps and embedded resources do not send these headers. */
const isNavigation = ({ request }: HttpContext) =>
  request.header('sec-fetch-mode') === 'navigate' &&
  request.header('sec-fetch-dest') === 'document' &&
  request.header('accept', '')!.includes('text/html')

/** Leads a person who follows a signed link to the link's page; the bytes are for clients that ask for them. */
export default class LinkPageMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const { link, signature } = ctx.request.qs()
    const isLed = ctx.credential.kind !== 'token' && link !== undefined && isNavigation(ctx)
    if (!isLed || (await this.#isDownload(ctx))) return next()

    const isReadable = typeof signature === 'string' && SIGNATURE.test(signature)
    const token = isReadable ? signature : 'unknown'
    return ctx.response.redirect().toRoute('opened_links.show', { token })
  }

  /**
   * Sent by the button on that page. The button may still be shown after the link has ended, and then leads back there.
   */
  async #isDownload(ctx: HttpContext) {
    if (ctx.request.qs().download !== '1') return false
    const opened = await ctx.lookUpLink()
    return opened !== null && isUnlocked(ctx.request, opened.link)
  }
}
