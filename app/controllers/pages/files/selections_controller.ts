import type { HttpContext } from '@adonisjs/core/http'
import { retention } from '#config/service/retention'
import { chosenFiles } from '#files/many'
import { chosenFilesValidator, selectionValidator } from '#validators/file'

/** Files selected in a list, and the page that shares them. */
export default class SelectionsController {
  async store({ request, response }: HttpContext) {
    const { files } = await request.validateUsing(chosenFilesValidator)
    response.seeOther().withQs('files', files.join()).toRoute('files.selection')
  }

  async show({ auth, request, view }: HttpContext) {
    const { files: ids } = await selectionValidator.validate(request.qs())
    const files = await chosenFiles(auth.getUserOrFail(), ids)
    return view.render('pages/files/selection', { files, invitationDays: retention.invitations })
  }
}
