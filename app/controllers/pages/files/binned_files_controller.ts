import type { HttpContext } from '@adonisjs/core/http'
import { emptyBin, putAllInBin, restoreAll } from '#files/many'
import { chosenFilesValidator } from '#validators/file'

/** Moves several files into or out of the bin at once. */
export default class BinnedFilesController {
  async store({ auth, i18n, request, response, session }: HttpContext) {
    const { files } = await request.validateUsing(chosenFilesValidator)
    const moved = await putAllInBin(auth.getUserOrFail(), files)
    session.flash('success', i18n.t('files.flash.binned_many', { count: moved.length }))
    session.flash('undo', { action: '/bin/restorations', name: 'files', ids: moved })
    response.seeOther().toRoute('files.index')
  }

  /** Restores them. */
  async update({ auth, i18n, request, response, session }: HttpContext) {
    const { files } = await request.validateUsing(chosenFilesValidator)
    const moved = await restoreAll(auth.getUserOrFail(), files)
    session.flash('success', i18n.t('files.flash.restored_many', { count: moved.length }))
    session.flash('undo', { action: '/bin', name: 'files', ids: moved })
    response.seeOther().toRoute('files.index')
  }

  /** Asks once more, because this cannot be undone. */
  edit({ view }: HttpContext) {
    return view.render('pages/bin/empty')
  }

  async destroy({ auth, i18n, response, session }: HttpContext) {
    const count = await emptyBin(auth.getUserOrFail())
    session.flash('success', i18n.t('files.flash.gone_many', { count }))
    response.seeOther().toRoute('bin.index')
  }
}
