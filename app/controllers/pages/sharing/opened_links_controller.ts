import type { HttpContext } from '@adonisjs/core/http'
import { mayBeShown } from '#downloads/file_answer'
import { problems } from '#exceptions/problem'
import { isUnlocked, tryLinkPassword, unlock } from '#sharing/links/link_password'
import { openLinkBySignature } from '#sharing/links/open_link'
import { openedLinkValidator } from '#validators/sharing'

/** The page for people who follow a link to a file. */
export default class OpenedLinksController {
  async show({ params, request, response, view }: HttpContext) {
    const opened = await openLinkBySignature(params.token)
    if (!opened) return response.status(404).send(await view.render('pages/links/no_file'))
    const { file, link } = opened
    if (!isUnlocked(request, link)) return view.render('pages/links/locked_file', { file, link })
    // A picture on the page would use up one of the downloads.
    const isShown = mayBeShown(file) && link.maxDownloads === null
    return view.render('pages/links/file', { file, link, isShown })
  }

  /** Takes the password. */
  async store(ctx: HttpContext) {
    const { params, request, response } = ctx
    const opened = await openLinkBySignature(params.token)
    if (!opened) throw problems.brokenRule('token.link')
    const { linkPassword } = await request.validateUsing(openedLinkValidator)
    if (!(await tryLinkPassword(ctx, opened, linkPassword)))
      throw problems.brokenRule('linkPassword.right')
    unlock(request, response, opened.link)
    response.seeOther().toPath('?again')
  }
}
