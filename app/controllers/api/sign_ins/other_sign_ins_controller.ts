import type { HttpContext } from '@adonisjs/core/http'
import { endOtherSignIns } from '#sign_ins/end'

export default class OtherSignInsController {
  async destroy({ auth, response, signIn }: HttpContext) {
    await endOtherSignIns(auth.getUserOrFail(), signIn)
    response.noContent()
  }
}
