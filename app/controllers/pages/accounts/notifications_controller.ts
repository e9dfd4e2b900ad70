import type { HttpContext } from '@adonisjs/core/http'
import { changeProfile } from '#accounts/change_profile'
import { notificationsFormValidator } from '#validators/user'

/** Which emails somebody gets, apart from those that keep their account safe. */
export default class NotificationsController {
  edit({ view }: HttpContext) {
    return view.render('pages/account/notifications')
  }

  async update({ access, auth, i18n, request, response, session }: HttpContext) {
    const { shareMails = false } = await request.validateUsing(notificationsFormValidator)
    await changeProfile(auth.getUserOrFail(), access, { shareMails })
    session.flash('success', i18n.t('account.flash.preferences'))
    response.seeOther().toRoute('notifications.edit')
  }
}
