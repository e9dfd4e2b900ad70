import type { HttpContext } from '@adonisjs/core/http'
import { checkCredentials } from '#sign_ins/credentials'
import { startInBrowser } from '#sign_ins/start'
import { safePath } from '#http/safe_path'
import { signInValidator } from '#validators/session'

export default class SessionsController {
  create({ request, view }: HttpContext) {
    return view.render('pages/auth/login', { next: safePath(request.qs().next) })
  }

  async store(ctx: HttpContext) {
    const { request, response } = ctx
    const { login, password, remember, next } = await request.validateUsing(signInValidator)
    const user = await checkCredentials(login, password, request)
    await startInBrowser(ctx, user, { keep: remember ?? false })
    response.seeOther().toPath(next ?? '/')
  }

  async destroy({ auth, response }: HttpContext) {
    await auth.use('web').logout()
    response.seeOther().toPath('/')
  }
}
