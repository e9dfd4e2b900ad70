import type { HttpContext } from '@adonisjs/core/http'
import { register } from '#accounts/register'
import { describeClient } from '#sign_ins/client_name'
import { startInBrowser } from '#sign_ins/start'
import { registerFormValidator } from '#validators/user'

export default class RegistrationsController {
  create({ view }: HttpContext) {
    return view.render('pages/auth/register')
  }

  async store(ctx: HttpContext) {
    const { request, response, session } = ctx
    const registration = await request.validateUsing(registerFormValidator)
    const user = await register(registration, describeClient(request))
    await startInBrowser(ctx, user, { keep: false })
    session.flash('success', `Welcome, ${user.username}. Your account is ready.`)
    response.seeOther().toRoute('account.show')
  }
}
