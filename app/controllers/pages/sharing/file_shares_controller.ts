import type { HttpContext } from '@adonisjs/core/http'
import { chosenFiles } from '#files/many'
import { networkOf } from '#http/network'
import { undoingShares } from '#sharing/grants'
import { shareFiles } from '#sharing/share'
import { endShares } from '#sharing/share_changes'
import { chosenSharesValidator, shareFilesFormValidator } from '#validators/sharing'
import { listInWords } from '#words/list'

/** Shares several files at once, with one person or several. */
export default class FileSharesController {
  async store({ access, auth, i18n, request, response, session }: HttpContext) {
    const { files: ids, ...wish } = await request.validateUsing(shareFilesFormValidator)
    const owner = auth.getUserOrFail()
    const files = await chosenFiles(owner, ids)
    const from = { access, network: networkOf(request.ip()) }
    const grants = await shareFiles(files, owner, wish, from)
    const names = listInWords(wish.with, i18n)
    const told = i18n.t('files.flash.shared_many', { count: files.length, names })
    session.flash({ success: told, undo: undoingShares(grants) })
    response.seeOther().toRoute('files.index')
  }

  /** Undoes the sharing. */
  async destroy({ auth, i18n, request, response, session }: HttpContext) {
    const { shares: ids } = await request.validateUsing(chosenSharesValidator)
    const ended = await endShares(ids, auth.getUserOrFail())
    session.flash('success', i18n.t('files.flash.shares_ended', { count: ended.length }))
    response.seeOther().toRoute('files.index')
  }
}
