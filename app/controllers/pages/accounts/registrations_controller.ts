import type { HttpContext } from '@adonisjs/core/http'
import { register } from '#accounts/register'
import { canonicalEmail } from '#names/identifiers'
import { languageToKeep } from '#languages/request_language'
import { describeClient } from '#http/client_name'
import { startInBrowser } from '#sign_ins/start_in_browser'
import { registerFormValidator } from '#validators/user'

export default class RegistrationsController {
  /** Fills in the address that an invitation was sent to: the shared file waits for it. */
  create({ request, view }: HttpContext) {
    const { email } = request.qs()
    const invited = typeof email === 'string' ? canonicalEmail(email) : null
    return view.render('pages/auth/register', { invited })
  }

  async store(ctx: HttpContext) {
    const { request, response } = ctx
    const registration = await request.validateUsing(registerFormValidator)
    const user = await register(registration, {
      ...describeClient(request),
      language: languageToKeep(ctx),
    })
    await startInBrowser(ctx, user, { keep: false })
    response.seeOther().toRoute('welcome')
  }
}
