import type { HttpContext } from '@adonisjs/core/http'
import { endSignIn } from '#sign_ins/end'
import { listSignIns } from '#sign_ins/list'
import { toLastPage } from '#http/redirects/last_page'
import { pageValidator } from '#validators/page'

export default class SignInsController {
  async index(ctx: HttpContext) {
    const { auth, request, signIn, view } = ctx
    const { page = 1, perPage = 20 } = await pageValidator.validate(request.qs())
    const signIns = await listSignIns(auth.getUserOrFail()).paginate(page, perPage)
    if (page > signIns.lastPage) return toLastPage(ctx, signIns.lastPage)
    return view.render('pages/account/sign_ins', { signIns, currentId: signIn.id })
  }

  async destroy(ctx: HttpContext) {
    const { i18n, params, response, session } = ctx
    await endSignIn(ctx, params.id)
    session.flash('success', i18n.t('account.flash.sign_in_ended'))
    response.seeOther().toRoute('account.sign_ins')
  }
}
