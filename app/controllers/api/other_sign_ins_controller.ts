import type { HttpContext } from '@adonisjs/core/http'

export default class OtherSignInsController {
  async destroy({ auth, response, signIn }: HttpContext) {
    await auth.getUserOrFail().endOtherSignIns(signIn)
    response.noContent()
  }
}
