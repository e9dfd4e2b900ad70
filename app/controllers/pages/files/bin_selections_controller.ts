import type { HttpContext } from '@adonisjs/core/http'
import { chosenFiles, removeAllForGood } from '#files/many'
import { chosenFilesValidator, selectionValidator } from '#validators/file'

/** Files selected in the bin, and the page that asks once more before they are deleted for good. */
export default class BinSelectionsController {
  async store({ request, response }: HttpContext) {
    const { files } = await request.validateUsing(chosenFilesValidator)
    response.seeOther().withQs('files', files.join()).toRoute('bin.selection')
  }

  async show({ auth, request, view }: HttpContext) {
    const { files: ids } = await selectionValidator.validate(request.qs())
    const files = await chosenFiles(auth.getUserOrFail(), ids, { inBin: true })
    return view.render('pages/bin/selection', { files })
  }

  async destroy({ auth, i18n, request, response, session }: HttpContext) {
    const { files } = await request.validateUsing(chosenFilesValidator)
    const count = await removeAllForGood(auth.getUserOrFail(), files)
    session.flash('success', i18n.t('files.flash.gone_many', { count }))
    response.seeOther().toRoute('bin.index')
  }
}
