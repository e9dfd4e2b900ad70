import type { HttpContext } from '@adonisjs/core/http'
import { urlFor } from '@adonisjs/core/services/url_builder'
import { startPage } from '#config/service/address'
import { leftFormOf } from '#auth/left_form'
import { checkCredentials } from '#sign_ins/credentials'
import { startInBrowser } from '#sign_ins/start_in_browser'
import { pathForSignedIn } from '#http/redirects/safe_path'
import { signInValidator } from '#validators/session'

export default class SessionsController {
  create({ request, session, view }: HttpContext) {
    const facts = {
      next: pathForSignedIn(request.qs().next),
      leftForm: session && leftFormOf(session),
    }
    return view.render('pages/auth/login', facts)
  }

  async store(ctx: HttpContext) {
    const { request, response } = ctx
    const { login, password, remember, next } = await request.validateUsing(signInValidator)
    const user = await checkCredentials(login, password, request)
    await startInBrowser(ctx, user, { keep: remember ?? false })
    response.seeOther().toPath(next ?? urlFor(startPage))
  }

  async destroy({ auth, response }: HttpContext) {
    await auth.use('web').logout()
    response.seeOther().toRoute('signed_out')
  }
}
