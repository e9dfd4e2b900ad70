import type { HttpContext } from '@adonisjs/core/http'
import { backToFile } from '#files/request_file'
import { makeLink, revokeLink } from '#sharing/links/links'
import { fileLinkFormValidator } from '#validators/sharing'

export default class LinksController {
  async store(ctx: HttpContext) {
    const { access, i18n, request } = ctx
    const file = await ctx.file('share')
    const wish = await request.validateUsing(fileLinkFormValidator)
    const { expiresInSeconds: seconds, linkPassword: password, maxDownloads } = wish
    await makeLink(file, access, { seconds, password, maxDownloads })
    backToFile(ctx, file.id, 'links', i18n.t('files.flash.link_made'))
  }

  async destroy(ctx: HttpContext) {
    const link = await ctx.link()
    await revokeLink(link, ctx.auth.getUserOrFail())
    backToFile(ctx, link.fileId, 'links', ctx.i18n.t('files.flash.link_ended'))
  }
}
