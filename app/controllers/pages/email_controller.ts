import type { HttpContext } from '@adonisjs/core/http'
import { changeEmailValidator } from '#validators/user'

export default class EmailController {
  async update({ auth, request, response, session }: HttpContext) {
    const user = auth.getUserOrFail()
    await user.changeProfile(await request.validateUsing(changeEmailValidator))
    if (user.pendingEmail)
      session.flash('success', `We have sent a link to ${user.pendingEmail}. Follow it to confirm.`)
    response.redirect().status(303).toRoute('account.show')
  }
}
