import type { HttpContext } from '@adonisjs/core/http'
import { changeProfile } from '#accounts/change_profile'
import { changeUsernameValidator } from '#validators/user'

export default class UsernameController {
  async update({ auth, request, response, session }: HttpContext) {
    const user = auth.getUserOrFail()
    await changeProfile(user, await request.validateUsing(changeUsernameValidator))
    session.flash('success', `Your username is now ${user.username}.`)
    response.seeOther().toRoute('account.show')
  }
}
