import type { HttpContext } from '@adonisjs/core/http'
import { changeProfile } from '#accounts/change_profile'
import { changeEmailValidator } from '#validators/user'

export default class EmailController {
  async update({ auth, request, response, session }: HttpContext) {
    const user = auth.getUserOrFail()
    await changeProfile(user, await request.validateUsing(changeEmailValidator))
    if (user.pendingEmail)
      session.flash('success', `We have sent a link to ${user.pendingEmail}. Follow it to confirm.`)
    response.seeOther().toRoute('account.show')
  }
}
