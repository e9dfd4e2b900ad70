import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { checkCredentials } from '#sign_ins/credentials'
import { startInBrowser } from '#sign_ins/start_in_browser'
import BrowserSignInTransformer from '#transformers/browser_sign_in_transformer'
import { sessionValidator } from '#validators/session'

export default class SessionsController {
  @endpoint('Sign this browser in', {
    details: 'For scripts of our own pages, with the token of `GET /api/v1/csrf-token`.',
    body: sessionValidator,
    answer: BrowserSignInTransformer,
    problems: ['invalid_credentials', 'account_suspended'],
  })
  async store(ctx: HttpContext) {
    const { request, response, serialize } = ctx
    const { login, password, remember } = await request.validateUsing(sessionValidator)
    const user = await checkCredentials(login, password, request)
    const signIn = await startInBrowser(ctx, user, { keep: remember ?? false })
    response.status(201)
    return serialize(BrowserSignInTransformer.transform({ signIn, user }))
  }
}
