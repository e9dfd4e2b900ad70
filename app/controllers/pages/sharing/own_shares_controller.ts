import type { HttpContext } from '@adonisjs/core/http'
import FileLink from '#models/file_link'
import FileShare from '#models/file_share'
import { ownSharesValidator } from '#validators/sharing'

const PER_PAGE = 20

/** Everybody and everything that may open files of the person who looks. */
export default class OwnSharesController {
  async index({ auth, request, view }: HttpContext) {
    const { page = 1, links = 1 } = await ownSharesValidator.validate(request.qs())
    const owner = auth.getUserOrFail()
    return view.render('pages/files/shared_by_me', {
      shares: await FileShare.listBy(owner, page, PER_PAGE),
      links: await FileLink.listBy(owner, links, PER_PAGE),
    })
  }
}
