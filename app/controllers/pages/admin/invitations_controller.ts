import type { HttpContext } from '@adonisjs/core/http'
import { invite } from '#people/invitation'
import { backToPerson } from '#people/request_person'
import { inviteValidator } from '#validators/people'

export default class InvitationsController {
  create({ view }: HttpContext) {
    return view.render('pages/admin/people/invite')
  }

  async store(ctx: HttpContext) {
    const person = await invite(await ctx.request.validateUsing(inviteValidator))
    backToPerson(ctx, person, 'invited')
  }
}
