import type { HttpContext } from '@adonisjs/core/http'
import { changeProfile } from '#accounts/change_profile'
import { preferencesFormValidator } from '#validators/user'

/** How somebody would like to see the pages. */
export default class PreferencesController {
  async update(ctx: HttpContext) {
    const { auth, request, response, session } = ctx
    await changeProfile(auth.getUserOrFail(), await request.validateUsing(preferencesFormValidator))
    session.flash('success', ctx.i18n.t('account.flash.preferences'))
    response.seeOther().toRoute('account.show')
  }
}
