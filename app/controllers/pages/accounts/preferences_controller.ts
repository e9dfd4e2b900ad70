import type { HttpContext } from '@adonisjs/core/http'
import { changeProfile } from '#accounts/change_profile'
import { preferencesFormValidator } from '#validators/user'

/** How somebody would like to see the pages. */
export default class PreferencesController {
  async update(ctx: HttpContext) {
    const { access, auth, request, response, session } = ctx
    const wish = await request.validateUsing(preferencesFormValidator)
    await changeProfile(auth.getUserOrFail(), access, wish)
    session.flash('success', ctx.i18n.t('account.flash.preferences'))
    response.seeOther().toRoute('account.show')
  }
}
