import type { HttpContext } from '@adonisjs/core/http'
import { urlFor } from '@adonisjs/core/services/url_builder'
import { confirm } from '#sign_ins/confirmation'
import { safePath } from '#http/redirects/safe_path'
import { confirmationFormValidator } from '#validators/confirmation'

/** What went wrong here is told here, and not by the form that is gone back to. */
const TOLD_HERE = ['inputErrorsBag', 'errorsBag']

/** What was typed into the form that led here goes along in the flash, and comes back with it. */
export default class ConfirmationsController {
  create({ request, session, view }: HttpContext) {
    session.reflashExcept(TOLD_HERE)
    return view.render('pages/auth/confirm', { next: safePath(request.qs().next) })
  }

  async store(ctx: HttpContext) {
    const { request, response, session } = ctx
    session.reflashExcept(TOLD_HERE)
    const { password, next } = await request.validateUsing(confirmationFormValidator)
    await confirm(ctx, password)
    response.seeOther().toPath(next ?? urlFor('account.show'))
  }
}
