import type { HttpContext } from '@adonisjs/core/http'
import { changeProfile } from '#accounts/change_profile'
import { changeUsernameValidator } from '#validators/user'

export default class UsernameController {
  async update({ access, auth, i18n, request, response, session }: HttpContext) {
    const user = auth.getUserOrFail()
    await changeProfile(user, access, await request.validateUsing(changeUsernameValidator))
    session.flash('success', i18n.t('account.flash.username', { username: user.username }))
    response.seeOther().toRoute('account.show')
  }
}
