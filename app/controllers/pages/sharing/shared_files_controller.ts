import type { HttpContext } from '@adonisjs/core/http'
import { toLastPage } from '#http/redirects/last_page'
import { filePageValidator } from '#validators/file'
import { listFiles } from '#files/list'

/** Files that others share with the viewer. */
export default class SharedFilesController {
  async index(ctx: HttpContext) {
    const { auth, request, view } = ctx
    const wish = await filePageValidator.validate(request.qs())
    const { files, meta } = await listFiles('shared', auth.getUserOrFail(), wish)
    if (meta.currentPage! > meta.lastPage) return toLastPage(ctx, meta.lastPage)
    return view.render('pages/files/shared_with_me', { files, meta, wish })
  }
}
