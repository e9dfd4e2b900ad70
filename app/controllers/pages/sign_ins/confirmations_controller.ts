import type { HttpContext } from '@adonisjs/core/http'
import { urlFor } from '@adonisjs/core/services/url_builder'
import { heldFormOf } from '#auth/held_form'
import { confirm } from '#sign_ins/confirmation'
import { pathForSignedIn } from '#http/redirects/safe_path'
import { confirmationFormValidator } from '#validators/confirmation'

/** Errors made here are shown here, not in the form that is returned to. */
const TOLD_HERE = ['inputErrorsBag', 'wrongFields', 'errorsBag']

/** The input of the form that led here is kept in the flash, and returned with the form. */
export default class ConfirmationsController {
  create(ctx: HttpContext) {
    const { request, session, view } = ctx
    session.reflashExcept(TOLD_HERE)
    const asked = heldFormOf(ctx)
    return view.render('pages/auth/confirm', { asked, next: pathForSignedIn(request.qs().next) })
  }

  async store(ctx: HttpContext) {
    const { request, response, session } = ctx
    session.reflashExcept(TOLD_HERE)
    const { password, next } = await request.validateUsing(confirmationFormValidator)
    await confirm(ctx, password)
    response.seeOther().toPath(next ?? urlFor('account.show'))
  }
}
