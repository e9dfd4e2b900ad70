import type { HttpContext } from '@adonisjs/core/http'
import { networkOf } from '#http/network'
import { shortName } from '#names/file_name'
import { undoingShares } from '#sharing/grants'
import { shareFiles } from '#sharing/share'
import { changeShare, endShare } from '#sharing/share_changes'
import { changeShareFormValidator, shareFormValidator } from '#validators/sharing'
import { listInWords } from '#words/list'

export default class SharesController {
  async store(ctx: HttpContext) {
    const { auth, i18n, request, response, session } = ctx
    const file = await ctx.file('share')
    const wish = await request.validateUsing(shareFormValidator)
    const network = networkOf(request.ip())
    const grants = await shareFiles([file], auth.getUserOrFail(), wish, network)
    session.flash({
      success: i18n.t('files.flash.shared', { names: listInWords(wish.with, i18n) }),
      section: 'people',
    })
    session.flash('undo', undoingShares(grants))
    response.seeOther().toPath(`/files/${file.id}#people`)
  }

  async update(ctx: HttpContext) {
    const { auth, i18n, request, response, session } = ctx
    const share = await ctx.share('change')
    const wish = await request.validateUsing(changeShareFormValidator)
    await changeShare(share, auth.getUserOrFail(), wish)
    session.flash({
      success: i18n.t('files.flash.can_now', { name: share.name, role: share.role }),
      section: 'people',
    })
    response.seeOther().toPath(`/files/${share.fileId}#people`)
  }

  /** The owner removes somebody, or somebody leaves. */
  async destroy(ctx: HttpContext) {
    const { auth, i18n, response, session } = ctx
    const share = await ctx.share('end')
    await endShare(share, auth.getUserOrFail())
    if (share.file.role === 'owner') {
      session.flash({
        success: i18n.t('files.flash.share_ended', { name: share.name }),
        section: 'people',
      })
      return response.seeOther().toPath(`/files/${share.fileId}#people`)
    }
    session.flash('success', i18n.t('files.flash.left', { name: shortName(share.file.name) }))
    response.seeOther().toRoute('shared_files.index')
  }
}
