import type { HttpContext } from '@adonisjs/core/http'
import { chosenFiles } from '#files/many'
import { networkOf } from '#http/network'
import { undoingShares } from '#sharing/grants'
import { shareFiles } from '#sharing/share'
import { endShares } from '#sharing/share_changes'
import { chosenSharesValidator, shareFilesFormValidator } from '#validators/sharing'
import { filesAre } from '#words/files'
import { listInWords } from '#words/list'

/** Several files at once, with one person or several. */
export default class FileSharesController {
  async store({ auth, request, response, session }: HttpContext) {
    const { files: ids, ...wish } = await request.validateUsing(shareFilesFormValidator)
    const owner = auth.getUserOrFail()
    const files = await chosenFiles(owner, ids)
    const grants = await shareFiles(files, owner, wish, networkOf(request.ip()))
    const told = `${filesAre(files.length)} shared with ${listInWords(wish.with)}.`
    session.flash({ success: told, undo: undoingShares(grants) })
    response.seeOther().toRoute('files.index')
  }

  /** Undoes it. */
  async destroy({ auth, request, response, session }: HttpContext) {
    const { shares: ids } = await request.validateUsing(chosenSharesValidator)
    const ended = await endShares(ids, auth.getUserOrFail())
    const told = ended.length === 1 ? 'One share has ended.' : `${ended.length} shares have ended.`
    session.flash('success', told)
    response.seeOther().toRoute('files.index')
  }
}
