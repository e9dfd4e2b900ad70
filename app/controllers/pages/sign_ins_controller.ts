import type { HttpContext } from '@adonisjs/core/http'
import { toLastPage } from '#http/last_page'
import { pageValidator } from '#validators/page'

export default class SignInsController {
  async index(ctx: HttpContext) {
    const { auth, request, signIn, view } = ctx
    const { page = 1, perPage = 20 } = await pageValidator.validate(request.qs())
    const signIns = await auth.getUserOrFail().listSignIns(page, perPage)
    if (page > signIns.lastPage) return toLastPage(ctx, signIns.lastPage)
    return view.render('pages/account/sign_ins', { signIns, currentId: signIn.id })
  }

  async destroy({ guard, params, response, session }: HttpContext) {
    await guard.endSignIn(params.id)
    session.flash('success', 'That sign-in has ended.')
    response.redirect().status(303).toRoute('account.sign_ins')
  }
}
