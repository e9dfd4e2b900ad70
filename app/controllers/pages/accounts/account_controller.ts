import { LANGUAGES } from '#config/i18n'
import type { HttpContext } from '@adonisjs/core/http'
import { deleteAccount } from '#accounts/delete_account'
import { pictures } from '#config/service/pictures'
import { retention } from '#config/service/retention'
import { deleteAccountFormValidator } from '#validators/user'
import { TIME_ZONES } from '#words/time_zones'

const graceDays = retention.deletedAccounts

export default class AccountController {
  show({ view }: HttpContext) {
    return view.render('pages/account/show', {
      languages: LANGUAGES,
      timeZones: TIME_ZONES,
      pictures,
    })
  }

  async destroy({ auth, request, signIn, view }: HttpContext) {
    const user = auth.getUserOrFail()
    const meta = { username: user.username }
    await request.validateUsing(deleteAccountFormValidator, { meta })
    await deleteAccount(user, signIn)
    await auth.use('web').logout()
    return view.render('pages/account/deleted', { graceDays })
  }
}
