import type { HttpContext } from '@adonisjs/core/http'
import { makeLink, revokeLink } from '#sharing/links/links'
import { fileLinkFormValidator } from '#validators/sharing'

export default class LinksController {
  async store(ctx: HttpContext) {
    const { auth, i18n, request, response, session } = ctx
    const file = await ctx.file('share')
    const wish = await request.validateUsing(fileLinkFormValidator)
    const { expiresInSeconds: seconds, linkPassword: password, maxDownloads } = wish
    await makeLink(file, auth.getUserOrFail(), { seconds, password, maxDownloads })
    session.flash({ success: i18n.t('files.flash.link_made'), section: 'links' })
    response.seeOther().toPath(`/files/${file.id}#links`)
  }

  async destroy(ctx: HttpContext) {
    const link = await ctx.link()
    await revokeLink(link, ctx.auth.getUserOrFail())
    ctx.session.flash({ success: ctx.i18n.t('files.flash.link_ended'), section: 'links' })
    ctx.response.seeOther().toPath(`/files/${link.fileId}#links`)
  }
}
