import type { HttpContext } from '@adonisjs/core/http'
import { describeClient } from '#sign_ins/client_name'
import User from '#models/user'
import { registerFormValidator } from '#validators/user'

export default class RegistrationsController {
  create({ view }: HttpContext) {
    return view.render('pages/auth/register')
  }

  async store({ auth, request, response, session }: HttpContext) {
    const registration = await request.validateUsing(registerFormValidator)
    const user = await User.register(registration, describeClient(request))
    await auth.use('web').login(user, { keep: false })
    session.flash('success', `Welcome, ${user.username}. Your account is ready.`)
    response.redirect().status(303).toRoute('account.show')
  }
}
