import type { HttpContext } from '@adonisjs/core/http'
import { handOver } from '#people/super_user'
import { handOverValidator } from '#validators/people'

export default class SuperUserController {
  edit({ view }: HttpContext) {
    return view.render('pages/admin/super_user')
  }

  async update({ auth, request, response, session }: HttpContext) {
    const { username } = await request.validateUsing(handOverValidator)
    const heir = await handOver(username, auth.getUserOrFail())
    session.flash('success', `${heir.username} is the super user now.`)
    response.seeOther().toRoute('account.show')
  }
}
