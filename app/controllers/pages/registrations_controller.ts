import type { HttpContext } from '@adonisjs/core/http'
import User from '#models/user'
import { registerFormValidator } from '#validators/user'

export default class RegistrationsController {
  create({ view }: HttpContext) {
    return view.render('pages/auth/register')
  }

  async store({ auth, request, response, session }: HttpContext) {
    const user = await User.register(await request.validateUsing(registerFormValidator))
    await auth.use('web').login(user, { keep: false })
    session.flash('success', `Welcome, ${user.username}. Your account is ready.`)
    response.redirect().status(303).toRoute('account.show')
  }
}
