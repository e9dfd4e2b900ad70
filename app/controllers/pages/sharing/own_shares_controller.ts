import type { HttpContext } from '@adonisjs/core/http'
import { ownLinks, ownShares } from '#sharing/own_list'
import { ownSharesValidator } from '#validators/sharing'

/** Everybody and everything that may open files of the person who looks. */
export default class OwnSharesController {
  async index({ auth, request, view }: HttpContext) {
    const { links: linkPage, ...wish } = await ownSharesValidator.validate(request.qs())
    const owner = auth.getUserOrFail()
    const shares = await ownShares(owner, wish)
    const links = await ownLinks(owner, { ...wish, page: linkPage })
    return view.render('pages/files/shared_by_me', { wish, shares, links })
  }
}
