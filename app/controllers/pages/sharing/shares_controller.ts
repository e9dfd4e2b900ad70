import type { HttpContext } from '@adonisjs/core/http'
import { backToFile } from '#files/request_file'
import { networkOf } from '#http/network'
import { shortName } from '#names/file_name'
import { undoingShares } from '#sharing/grants'
import { undoingEnd } from '#sharing/restore_share'
import { shareFiles } from '#sharing/share'
import { changeShare, endShare } from '#sharing/share_changes'
import { changeShareFormValidator, shareFormValidator } from '#validators/sharing'
import { listInWords } from '#words/list'

export default class SharesController {
  async store(ctx: HttpContext) {
    const { access, auth, i18n, request, session } = ctx
    const file = await ctx.file('share')
    const wish = await request.validateUsing(shareFormValidator)
    const from = { access, network: networkOf(request.ip()) }
    const grants = await shareFiles([file], auth.getUserOrFail(), wish, from)
    session.flash('undo', undoingShares(grants))
    const names = listInWords(wish.with, i18n)
    backToFile(ctx, file.id, 'people', i18n.t('files.flash.shared', { names }))
  }

  async update(ctx: HttpContext) {
    const { access, i18n, request } = ctx
    const share = await ctx.share('change')
    const wish = await request.validateUsing(changeShareFormValidator)
    await changeShare(share, access, wish)
    const said = i18n.t('files.flash.can_now', { name: share.name, role: share.role })
    backToFile(ctx, share.fileId, 'people', said)
  }

  /** The owner removes somebody, or somebody leaves. */
  async destroy(ctx: HttpContext) {
    const { auth, i18n, response, session } = ctx
    const share = await ctx.share('end')
    const user = auth.getUserOrFail()
    await endShare(share, user)
    if (share.file.role === 'owner') {
      session.flash('undo', undoingEnd(share, user))
      const said = i18n.t('files.flash.share_ended', { name: share.name })
      return backToFile(ctx, share.fileId, 'people', said)
    }
    session.flash('success', i18n.t('files.flash.left', { name: shortName(share.file.name) }))
    response.seeOther().toRoute('shared_files.index')
  }
}
