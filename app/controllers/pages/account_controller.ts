import type { HttpContext } from '@adonisjs/core/http'
import { deleteAccountFormValidator } from '#validators/user'

export default class AccountController {
  async show({ auth, view }: HttpContext) {
    const signInCount = await auth.getUserOrFail().countSignIns()
    return view.render('pages/account/show', { signInCount })
  }

  async destroy({ auth, request, signIn, view }: HttpContext) {
    const user = auth.getUserOrFail()
    const meta = { username: user.username }
    const form = await request.validateUsing(deleteAccountFormValidator, { meta })
    await user.deleteAccount(signIn, form.currentPassword)
    await auth.use('web').logout()
    return view.render('pages/account/deleted')
  }
}
