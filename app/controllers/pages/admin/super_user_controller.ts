import type { HttpContext } from '@adonisjs/core/http'
import { handOver } from '#people/super_user'
import { handOverValidator } from '#validators/people'

export default class SuperUserController {
  edit({ view }: HttpContext) {
    return view.render('pages/admin/super_user')
  }

  async update({ i18n, request, response, session, signIn }: HttpContext) {
    const { username } = await request.validateUsing(handOverValidator)
    const heir = await handOver(username, signIn)
    session.flash('success', i18n.t('admin.flash.heir', { username: heir.username }))
    response.seeOther().toRoute('account.show')
  }
}
