import type { HttpContext } from '@adonisjs/core/http'
import { ownLinks, ownShares } from '#sharing/own_list'
import { ownSharesValidator } from '#validators/sharing'

const PER_PAGE = 20

/** Every share and link by which others can open the viewer's files. */
export default class OwnSharesController {
  async index({ auth, request, view }: HttpContext) {
    const {
      page = 1,
      links: linkPage = 1,
      ...wish
    } = await ownSharesValidator.validate(request.qs())
    const owner = auth.getUserOrFail()
    const shares = await ownShares(owner, wish).paginate(page, PER_PAGE)
    const links = await ownLinks(owner, wish).paginate(linkPage, PER_PAGE)
    return view.render('pages/files/shared_by_me', { wish, shares, links })
  }
}
