import type { HttpContext } from '@adonisjs/core/http'
import SignIn from '#models/sign_in'
import { denialValidator } from '#validators/event'

/** "This wasn't me": what to do about it. */
export default class DenialsController {
  async create({ auth, request, signIn: current, view }: HttpContext) {
    const { signIn: id } = await denialValidator.validate(request.qs())
    const own = SignIn.live().where('user_id', auth.getUserOrFail().id).whereNot('id', current.id)
    const signIn = id ? await own.where('id', id).first() : null
    return view.render('pages/account/activity/denial', { signIn })
  }
}
