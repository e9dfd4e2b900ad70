import type { HttpContext } from '@adonisjs/core/http'
import { changeProfile } from '#accounts/change_profile'
import { changeUsernameValidator } from '#validators/user'

export default class UsernameController {
  async update({ auth, i18n, request, response, session, signIn }: HttpContext) {
    const user = auth.getUserOrFail()
    await changeProfile(user, await request.validateUsing(changeUsernameValidator), { signIn })
    session.flash('success', i18n.t('account.flash.username', { username: user.username }))
    response.seeOther().toRoute('account.show')
  }
}
