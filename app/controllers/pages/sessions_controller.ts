import type { HttpContext } from '@adonisjs/core/http'
import { checkCredentials } from '#sign_ins/credentials'
import { safePath } from '#http/safe_path'
import { signInValidator } from '#validators/session'

export default class SessionsController {
  create({ request, view }: HttpContext) {
    return view.render('pages/auth/login', { next: safePath(request.qs().next) })
  }

  async store({ auth, request, response }: HttpContext) {
    const { login, password, remember, next } = await request.validateUsing(signInValidator)
    const user = await checkCredentials(login, password, request)
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
