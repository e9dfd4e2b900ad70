import type { HttpContext } from '@adonisjs/core/http'
import { safePath } from '#http/safe_path'
import User from '#models/user'
import { signInValidator } from '#validators/session'

export default class SessionsController {
  create({ request, view }: HttpContext) {
    return view.render('pages/auth/login', { next: safePath(request.qs().next) })
  }

  async store({ auth, request, response }: HttpContext) {
    const { login, password, remember, next } = await request.validateUsing(signInValidator)
    const user = await User.verifyCredentials(login, password, request)
    await auth.use('web').login(user, { keep: remember ?? false })
    response
      .redirect()
      .status(303)
      .toPath(next ?? '/')
  }

  async destroy({ auth, response }: HttpContext) {
    await auth.use('web').logout()
    response.redirect().status(303).toPath('/')
  }
}
