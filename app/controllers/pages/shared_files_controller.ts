import type { HttpContext } from '@adonisjs/core/http'
import { toLastPage } from '#http/last_page'
import File from '#models/file'
import { pageValidator } from '#validators/page'

/** What others share with the person who looks. */
export default class SharedFilesController {
  async index(ctx: HttpContext) {
    const { auth, request, view } = ctx
    const wish = await pageValidator.validate(request.qs())
    const { files, meta } = await File.list('shared', auth.getUserOrFail(), wish)
    if (meta.currentPage! > meta.lastPage) return toLastPage(ctx, meta.lastPage)
    return view.render('pages/files/shared_with_me', { files, meta })
  }
}
