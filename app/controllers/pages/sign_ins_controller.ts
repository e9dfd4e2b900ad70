import type { HttpContext } from '@adonisjs/core/http'
import { pageValidator } from '#validators/page'

export default class SignInsController {
  async index({ auth, request, response, signIn, view }: HttpContext) {
    const { page = 1, perPage = 20 } = await pageValidator.validate(request.qs())
    const signIns = await auth.getUserOrFail().listSignIns(page, perPage)
    if (page > signIns.lastPage)
      return response.redirect().toPath(`?perPage=${perPage}&page=${signIns.lastPage}`)
    return view.render('pages/account/sign_ins', { signIns, currentId: signIn.id })
  }

  async destroy({ guard, params, response, session }: HttpContext) {
    await guard.endSignIn(params.id)
    session.flash('success', 'That sign-in has ended.')
    response.redirect().status(303).toRoute('account.sign_ins')
  }
}
