import type { HttpContext } from '@adonisjs/core/http'
import File from '#models/file'
import { pageValidator } from '#validators/page'

/** What others share with the person who looks. */
export default class SharedFilesController {
  async index({ auth, request, view }: HttpContext) {
    const wish = await pageValidator.validate(request.qs())
    const list = await File.list('shared', auth.getUserOrFail(), wish)
    return view.render('pages/files/shared_with_me', list)
  }
}
