import type { HttpContext } from '@adonisjs/core/http'
import { changeEmailValidator } from '#validators/user'

export default class EmailController {
  async update({ auth, guard, request, response, session, signIn }: HttpContext) {
    const user = auth.getUserOrFail()
    const change = await request.validateUsing(changeEmailValidator)
    await user.changeProfile(change, () => signIn)
    if (change.currentPassword) await guard.renew()
    if (user.pendingEmail)
      session.flash('success', `We have sent a link to ${user.pendingEmail}. Follow it to confirm.`)
    response.redirect().status(303).toRoute('account.show')
  }
}
