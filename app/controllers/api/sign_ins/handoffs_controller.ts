import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { makeHandoff } from '#sign_ins/handoff'
import { text, wholeNumber } from '#transformers/shape'
import { handoffValidator } from '#validators/session'

export default class HandoffsController {
  @endpoint('Make a link that opens a page in a signed-in browser', {
    details: 'It is good once, and for `expiresIn` seconds.',
    body: handoffValidator,
    answer: {
      url: text('https://gatehouse.example/handoff/gatehouse_ho_…'),
      expiresIn: wholeNumber(60),
    },
    ofSignIn: true,
  })
  async store({ request, response, signIn }: HttpContext) {
    const { path } = await request.validateUsing(handoffValidator)
    response.status(201)
    return { data: await makeHandoff(signIn, path) }
  }
}
