import type { HttpContext } from '@adonisjs/core/http'
import { backToFile } from '#files/request_file'
import { networkOf } from '#http/network'
import { restoreShare } from '#sharing/restore_share'
import { endedShareValidator } from '#validators/sharing'

/** Undoes that a share was ended. */
export default class ShareRestorationsController {
  async store(ctx: HttpContext) {
    const { access, auth, i18n, request } = ctx
    const { shares } = await request.validateUsing(endedShareValidator)
    const from = { access, network: networkOf(request.ip()) }
    const { fileId, name } = await restoreShare(shares[0], auth.getUserOrFail(), from)
    backToFile(ctx, fileId, 'people', i18n.t('files.flash.share_restored', { name }))
  }
}
