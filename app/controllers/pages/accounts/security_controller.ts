import type { HttpContext } from '@adonisjs/core/http'
import { countSignIns } from '#sign_ins/list'

export default class SecurityController {
  async show({ auth, view }: HttpContext) {
    const signInCount = await countSignIns(auth.getUserOrFail())
    return view.render('pages/account/security', { signInCount })
  }
}
